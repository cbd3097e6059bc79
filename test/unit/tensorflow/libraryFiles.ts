import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

type Platform = 'linux' | 'darwin' | 'win32';

/** A file with the real header of a shared library, and `bytes` bytes as that header promises. */
export function libraryBytes(
  platform: Platform = 'linux',
  arch: 'x64' | 'arm64' = 'x64',
  bytes = 4096,
): Buffer {
  const file = Buffer.alloc(bytes, 0x5a);
  if (platform === 'linux') {
    file.fill(0, 0, 64);
    file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
    file.writeUInt16LE(3, 16);
    file.writeUInt16LE(arch === 'x64' ? 0x3e : 0xb7, 18);
    // The table of sections, one entry of 64 bytes, ends the file.
    file.writeBigUInt64LE(BigInt(bytes - 64), 40);
    file.writeUInt16LE(64, 58);
    file.writeUInt16LE(1, 60);
  } else if (platform === 'darwin') {
    file.fill(0, 0, 32 + 72);
    file.writeUInt32LE(0xfeedfacf, 0);
    file.writeUInt32LE(arch === 'x64' ? 0x01000007 : 0x0100000c, 4);
    file.writeUInt32LE(1, 16);
    file.writeUInt32LE(72, 20);
    file.writeUInt32LE(0x19, 32);
    file.writeUInt32LE(72, 36);
    file.writeBigUInt64LE(BigInt(bytes), 32 + 48);
  } else {
    file.fill(0, 0, 256);
    file.write('MZ', 0, 'latin1');
    file.writeUInt32LE(128, 0x3c);
    file.write('PE\0\0', 128, 'latin1');
    file.writeUInt16LE(arch === 'x64' ? 0x8664 : 0xaa64, 132);
    file.writeUInt16LE(1, 134);
    // One section, from byte 512 to the end.
    file.writeUInt32LE(bytes - 512, 128 + 24 + 16);
    file.writeUInt32LE(512, 128 + 24 + 20);
  }
  return file;
}

/** Mach-O for both processors of a Mac in one file. */
export function fatLibraryBytes(): Buffer {
  const parts = [libraryBytes('darwin', 'x64'), libraryBytes('darwin', 'arm64')];
  const head = Buffer.alloc(4096);
  head.writeUInt32BE(0xcafebabe, 0);
  head.writeUInt32BE(parts.length, 4);
  for (const [index, part] of parts.entries()) {
    const at = 8 + index * 20;
    head.writeUInt32BE(part.readUInt32LE(4), at);
    head.writeUInt32BE(4096 * (index + 1), at + 8);
    head.writeUInt32BE(part.length, at + 12);
  }
  return Buffer.concat([head, ...parts]);
}

export async function writeFiles(folder: string, files: Record<string, string | Buffer>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** `site-packages` with TensorFlow as pip leaves it on Linux. */
export function pythonPackage(version = '2.21.0'): Record<string, string | Buffer> {
  return {
    'tensorflow/__init__.py': '',
    'tensorflow/libtensorflow_cc.so.2': libraryBytes(),
    'tensorflow/libtensorflow_framework.so.2': libraryBytes(),
    [`tensorflow_cpu-${version}.dist-info/METADATA`]: `Metadata-Version: 2.4\nName: tensorflow_cpu\nVersion: ${version}\n`,
  };
}

/** An unpacked `libtensorflow` archive for Linux. */
export function unpackedArchive(): Record<string, string | Buffer> {
  return {
    'lib/libtensorflow.so.2': libraryBytes(),
    'lib/libtensorflow_framework.so.2': libraryBytes(),
    'include/tensorflow/core/public/version.h':
      '#define TF_MAJOR_VERSION 2\n#define TF_MINOR_VERSION 18\n#define TF_PATCH_VERSION 1\n#define TF_VERSION_SUFFIX "-rc2"\n',
  };
}
