import type {
  KernelConfig,
  KernelFunc,
  NamedAttrMap,
  NamedTensorInfoMap,
  TensorInfo,
} from '@tensorflow/tfjs-core';
import type { TensorFlowCore } from './tensorFlowCore.ts';

/** What the tape hands to a kernel: every input present, attributes as that kernel's tfjs typings name them. */
export type Inputs<Names extends string> = Readonly<Record<Names, TensorInfo>>;

/** A kernel with one output. `published` runs the kernel that was registered before, with inputs and attributes given. */
export type Kernel<Names extends string, Attrs> = (
  inputs: Inputs<Names>,
  attrs: Attrs,
  published: (inputs: Inputs<Names>, attrs: Attrs) => TensorInfo,
) => TensorInfo;

/** A kernel with tfjs's own signature. `published` runs the one registered before on the same arguments. */
export type RawKernel = (
  args: Parameters<KernelFunc>[0],
  published: () => ReturnType<KernelFunc>,
) => ReturnType<KernelFunc>;

/** Kernels of one backend that we replaced or added, and the way back. */
export interface KernelRegistry {
  /** Names of the kernels replaced or added so far. */
  readonly kernelNames: readonly string[];
  has(kernelName: string): boolean;
  /** Registers a kernel; one of the same name is kept, callable as `published`. */
  register<Names extends string, Attrs>(kernelName: string, kernel: Kernel<Names, Attrs>): void;
  /** Registers a kernel as tfjs types it, for kernels whose inputs or outputs vary. */
  registerRaw(kernelName: string, kernel: RawKernel): void;
  /** Runs a registered kernel that has one output. The caller disposes the result. */
  run(kernelName: string, inputs: NamedTensorInfoMap, attrs: object): TensorInfo;
  /** Puts every kernel back as it was. */
  restore(): void;
}

/** @param backend The instance of `backendName` that `run` and `published` pass on. */
export function createKernelRegistry(
  tf: TensorFlowCore,
  backendName: string,
  backend: object,
): KernelRegistry {
  const previous = new Map<string, KernelConfig | undefined>();
  const lookUp = (name: string) => tf.getKernel(name, backendName) as KernelConfig | undefined;

  function call(config: KernelConfig | undefined, name: string, inputs: NamedTensorInfoMap, attrs: object) {
    if (!config) throw new Error(`The ${backendName} backend has no kernel ${name}.`);
    const output = config.kernelFunc({ inputs, backend, attrs: attrs as NamedAttrMap });
    if (Array.isArray(output)) throw new Error(`${name} has several outputs.`);
    return output;
  }

  function put(name: string, kernelFunc: KernelFunc): void {
    const old = lookUp(name);
    // tfjs warns about a name that is taken, hence the removal.
    if (old) tf.unregisterKernel(name, backendName);
    if (!previous.has(name)) previous.set(name, old);
    // The set-up and clean-up of the old kernel stay attached: `published` depends on them.
    tf.registerKernel({ ...old, kernelName: name, backendName, kernelFunc });
  }

  return {
    get kernelNames() {
      return [...previous.keys()];
    },
    has: (name) => lookUp(name) !== undefined,
    register<Names extends string, Attrs>(name: string, kernel: Kernel<Names, Attrs>) {
      const old = lookUp(name);
      const published = (inputs: Inputs<Names>, attrs: Attrs) => call(old, name, inputs, attrs as object);
      put(name, ({ inputs, attrs }) => kernel(inputs as Inputs<Names>, attrs as Attrs, published));
    },
    registerRaw(name, kernel) {
      const old = lookUp(name);
      put(name, (args) =>
        kernel(args, () => {
          if (!old) throw new Error(`The ${backendName} backend has no kernel ${name}.`);
          return old.kernelFunc(args);
        }),
      );
    },
    run: (name, inputs, attrs) => call(lookUp(name), name, inputs, attrs),
    restore() {
      for (const [name, old] of previous) {
        if (lookUp(name)) tf.unregisterKernel(name, backendName);
        if (old) tf.registerKernel(old);
      }
      previous.clear();
    },
  };
}
