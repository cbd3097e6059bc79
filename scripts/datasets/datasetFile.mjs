import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import prettier from 'prettier';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * Joins named arrays into one compressed file and describes it.
 *
 * @param recipe facts about the source: id, kind, title, source, licence, attribution, classNames
 * @param built `arrays`: name → {dtype, shape, bytes}, laid end to end in this order; `facts`: measured while building
 * @returns {Promise<{content: Buffer, data: Buffer, manifest: object, manifestText: string}>}
 */
export async function packManifest(recipe, { arrays, facts }) {
  const layout = {};
  let byteOffset = 0;
  for (const [name, { dtype, shape, bytes }] of Object.entries(arrays)) {
    layout[name] = { dtype, shape, byteOffset };
    byteOffset += bytes.length;
  }
  const content = Buffer.concat(Object.values(arrays).map(({ bytes }) => bytes));
  const data = compress(content);
  const { id, kind, title, source, licence, attribution, classNames } = recipe;
  const manifest = {
    formatVersion: 1,
    id,
    kind,
    title,
    classNames,
    ...facts,
    source,
    licence,
    attribution,
    arrays: layout,
    data: {
      file: 'data.bin.br',
      encoding: 'brotli',
      encoder: `brotli ${process.versions.brotli}`,
      bytes: data.length,
      sha256: sha256(data),
      decodedBytes: content.length,
      decodedSha256: sha256(content),
    },
  };
  return { content, data, manifest, manifestText: await formatJson(manifest) };
}

function compress(content) {
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}

/** As the repository's formatter would, so that a rebuilt manifest needs no second touch. */
async function formatJson(value) {
  const options = (await prettier.resolveConfig(import.meta.filename)) ?? {};
  return prettier.format(JSON.stringify(value), { ...options, parser: 'json' });
}
