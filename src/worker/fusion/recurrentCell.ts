import type { Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlowCore } from '../kernels/tensorFlowCore.ts';
import type { GateActivation, RecurrentKernel } from './recurrentKernel.ts';

/** A weight of a layer; read() answers its Variable. */
interface Weight {
  read(): Tensor;
}

/** The fields of tfjs's recurrent cells (4.22) that decide what a step computes. */
export interface RecurrentCell {
  readonly units: number;
  readonly stateSize: number | readonly number[];
  readonly kernel: Weight;
  readonly recurrentKernel: Weight;
  /** Absent (null) without useBias. */
  readonly bias?: Weight | null;
  readonly activation: object;
  readonly recurrentActivation?: object;
  readonly dropout: number;
  readonly recurrentDropout: number;
}

/** What a known cell computes. */
export interface CellDescription {
  readonly kernel: RecurrentKernel;
  readonly activation: GateActivation;
  readonly recurrentActivation: GateActivation;
}

/** Finds out what a cell computes; undefined for anything but the published cells with known activations. */
export type DescribeCell = (cell: object) => CellDescription | undefined;

type Class = new (...args: never[]) => object;

const kernelOfCell: Readonly<Record<string, RecurrentKernel>> = {
  LSTMCell: 'FusedLstm',
  GRUCell: 'FusedGru',
  SimpleRNNCell: 'FusedSimpleRnn',
};

const activationNames = ['tanh', 'sigmoid', 'hardSigmoid', 'relu', 'linear'] as const;

/**
 * Looks the classes up now, so that a class the learner registers under a published name later is not taken for ours, and
 * a subclass with a step of its own is left alone.
 */
export function createDescribeCell(tf: TensorFlowCore): DescribeCell {
  const classes = tf.serialization.SerializationMap.getMap().classNameMap;
  const classOf = (name: string) => classes[name]?.[0] as Class | undefined;
  const kernels = new Map<unknown, RecurrentKernel>();
  for (const [name, kernel] of Object.entries(kernelOfCell)) {
    const found = classOf(name);
    if (found) kernels.set(Reflect.get(found.prototype as object, 'call'), kernel);
  }
  const activations = new Map<unknown, GateActivation>();
  for (const name of activationNames) {
    const found = classOf(name);
    if (found) activations.set(found, name);
  }
  return (cell) => {
    const { activation, recurrentActivation } = cell as Partial<RecurrentCell>;
    const kernel = kernels.get(Reflect.get(cell, 'call'));
    const ownActivation = activations.get(activation?.constructor);
    // A simple RNN has no gates; the attribute is not read.
    const ofGates =
      kernel === 'FusedSimpleRnn' ? 'sigmoid' : activations.get(recurrentActivation?.constructor);
    if (!kernel || !ownActivation || !ofGates) return undefined;
    return { kernel, activation: ownActivation, recurrentActivation: ofGates };
  };
}
