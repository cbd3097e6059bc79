/**
 * `node scripts/package.mjs [--target PLATFORM]`: what a learner installs.
 *
 * Without a target, one small package for every platform, which computes with WebAssembly and with a TensorFlow that is
 * there. With one (`linux-x64`, `darwin-arm64`, `win32-x64`, …), the package of that platform, which brings WebGPU too.
 */
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { buildVsix } from './host/buildExtension.mjs';

const { target } = parseArgs({ options: { target: { type: 'string' } } }).values;
const file = await buildVsix(target);
console.log(`${file}: ${((await stat(file)).size / 1e6).toFixed(1)} MB`);
