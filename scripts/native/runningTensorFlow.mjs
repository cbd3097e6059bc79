/**
 * Lets a bundle that imports `@tensorflow/tfjs` use the tfjs that runs already, which
 * src/worker/engines/native/loadPublishedPackage.ts hands over, instead of bundling a second one.
 * @type {import('esbuild').Plugin}
 */
export const runningTensorFlow = {
  name: 'running-tensorflow',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@tensorflow\/tfjs(-core)?$/ }, () => ({
      path: 'tfjs',
      namespace: 'running-tensorflow',
    }));
    onLoad({ filter: /.*/, namespace: 'running-tensorflow' }, () => ({ contents: SHIM, loader: 'js' }));
  },
};

/** tfjs-node is compiled to ES5 and calls the constructors it extends as functions, which a class refuses. */
const SHIM = `
const tf = globalThis[Symbol.for('deep-learning-lessons.tensorflow')];
const callable = (constructor) => {
  function call(...args) {
    return Reflect.construct(constructor, args, this.constructor);
  }
  call.prototype = constructor.prototype;
  return call;
};
module.exports = {
  ...tf,
  KernelBackend: callable(tf.KernelBackend),
  CustomCallback: callable(tf.CustomCallback),
};
`;
