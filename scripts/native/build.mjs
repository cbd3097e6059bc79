// `node scripts/native/build.mjs` builds the add-on of the native engine into dist/native/<platform>-<arch>/.
import { buildAddon } from './buildAddon.mjs';

const { file, problem } = buildAddon();
console.log(file ?? problem);
process.exitCode = file ? 0 : 1;
