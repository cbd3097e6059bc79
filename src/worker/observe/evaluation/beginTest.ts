import type { LayersModel } from '@tensorflow/tfjs';
import type { Evaluation } from '../../../protocol/run.ts';
import type { TensorFlow } from '../../engines/tensorFlow.ts';
import { modelName } from '../modelSummary.ts';
import { maxPictures } from '../picturesOf.ts';
import { classOutputsOf, type ClassOutput } from './classOutputs.ts';
import { collectOutputs, type OutputCollector } from './collectOutputs.ts';
import { firstInputs, type HeldOut, type HeldOutRegister, type KnownData } from './heldOutData.ts';
import type { Test } from './testing.ts';
import type { TestListener } from './testOutputs.ts';

export interface TestSetting {
  tf: TensorFlow;
  register: HeldOutRegister;
  onEvaluation(evaluation: Evaluation): void;
  classNames(count: number): string[];
  now: () => number;
}

export interface TestSubject {
  model: LayersModel;
  /** Absent for a dataset, whose samples are seen as they come. */
  heldOut?: HeldOut;
  known: KnownData;
}

/** Begins to collect what a classifier answers; undefined for a model that is none. */
export function beginTest(setting: TestSetting, subject: TestSubject): Test | undefined {
  const { tf, now } = setting;
  const { model, heldOut, known } = subject;
  const outputs = classOutputsOf(tf, model);
  if (outputs.length === 0) return undefined;
  const truths = heldOut ? known.truths : new Map<number, Uint16Array>();
  const wantsInputs = !heldOut && !known.hasPictures;
  const collector = collectOutputs(tf, outputs, truths, wantsInputs ? maxPictures : 0, now);
  return {
    listener: listenerOf(collector),
    get spentMs() {
      return collector.spentMs;
    },
    report({ loss, ...facts }) {
      const ownLoss = loss === undefined || outputs.length > 1 ? {} : { loss };
      try {
        const samples = outputs.map((output) =>
          reportOutput(setting, subject, output, collector, { ...facts, ...ownLoss }),
        );
        return Math.max(...samples);
      } finally {
        collector.dispose();
      }
    },
    dispose: () => collector.dispose(),
  };
}

/** Reports what one output has answered; returns for how many samples. */
function reportOutput(
  setting: TestSetting,
  { model, heldOut, known }: TestSubject,
  output: ClassOutput,
  collector: OutputCollector,
  facts: Pick<Evaluation, 'split' | 'at' | 'loss'>,
): number {
  const { tf, register } = setting;
  const answers = collector.answers(output);
  if (!answers) return 0;
  const data = heldOut ? known : (sameOrder(known, output, answers.truth) ?? register.of(undefined));
  data.truths.set(output.index, answers.truth);
  const pictures = register.picturesFor(data, () =>
    heldOut ? firstInputs(tf, heldOut) : collector.inputs(),
  );
  setting.onEvaluation({
    model: modelName(model),
    ...(output.name === undefined ? {} : { output: output.name }),
    classCount: output.classCount,
    classNames: setting.classNames(output.classCount),
    heldOut: data.number,
    ...facts,
    ...answers,
    ...(pictures ? { pictures } : {}),
  });
  return answers.truth.length;
}

function listenerOf(collector: OutputCollector): TestListener {
  return {
    wants: () => true,
    heard: (index, target, output) => collector.add(index, target, output),
    heardInputs: ([input]) => collector.addInputs(input),
  };
}

/** Data of a dataset, if its labels come in the same order as before; those of one class say nothing about that. */
function sameOrder(known: KnownData, { index }: ClassOutput, truth: Uint16Array): KnownData | undefined {
  const before = known.truths.get(index);
  if (!before) return known;
  const isSame = before.length === truth.length && before.every((label, row) => label === truth[row]);
  return isSame && truth.some((label) => label !== truth[0]) ? known : undefined;
}
