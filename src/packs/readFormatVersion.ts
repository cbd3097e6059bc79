import { packFormatVersion } from '../protocol/pack.ts';
import type { JsonReader } from './jsonReader.ts';

/** Every file of a pack says which version of the format it is written in; `undefined`, with a problem, when not ours. */
export function readFormatVersion(file: JsonReader): 1 | undefined {
  const field = file.field('formatVersion');
  const version = field?.integer({ atLeast: 1 });
  if (!field || version === undefined) return undefined;
  if (version === packFormatVersion) return packFormatVersion;
  return field.fail(
    'format-too-new',
    `{} is ${version}, but this extension reads up to ${packFormatVersion}. Update the extension.`,
  );
}
