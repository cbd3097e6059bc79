import { messageOf } from '../../../../base/assert.ts';

/** What TensorFlow says about an operation, or a variant of one, that it does not have on this device. */
const NOT_THERE =
  /not registered|No registered|No OpKernel|no kernel|unimplemented|not implemented|not supported|unsupported|only supports/i;

/**
 * An operation that some builds of TensorFlow lack. The first call finds out; from then on it is not asked again.
 *
 * @returns A function that runs `attempt` and returns its result, or undefined where the operation is not there.
 */
export function optionalOp(): <Result>(attempt: () => Result) => Result | undefined {
  let isThere = true;
  return (attempt) => {
    if (!isThere) return undefined;
    try {
      return attempt();
    } catch (thrown) {
      if (!NOT_THERE.test(messageOf(thrown))) throw thrown;
      isThere = false;
      return undefined;
    }
  };
}
