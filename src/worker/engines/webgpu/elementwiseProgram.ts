import type { GpuProgram } from './webgpuBackend.ts';

const workgroup = 64;

/**
 * A program of one thread an output element. `body` may use `index` and the elements of the inputs, by default `A[…]`.
 *
 * @param shaderKey Tells bodies apart
 */
export function elementwiseProgram(
  outputShape: number[],
  shaderKey: string,
  body: string,
  variableNames = ['A'],
): GpuProgram {
  const size = outputShape.reduce((product, length) => product * length, 1);
  return {
    outputShape,
    variableNames,
    workgroupSize: [workgroup, 1, 1],
    dispatchLayout: { x: outputShape.map((_, axis) => axis) },
    dispatch: [Math.ceil(size / workgroup), 1, 1],
    size: true,
    shaderKey,
    getUserCode: () => `
      fn main(index : i32) {
        if (index < uniforms.size) {
          ${body}
        }
      }`,
  };
}
