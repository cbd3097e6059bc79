import type { Evaluation } from '../../../src/protocol/run.ts';
import type { CellPictures, SamplePictures } from '../../../src/protocol/runSurface.ts';
import { cellSamples } from '../../../src/core/evaluation/cellSamples.ts';
import { scoresOf } from './evaluations.ts';
import { seededRandom } from './seededRandom.ts';

const size = 28;

/** A digit like those of MNIST, slanted and blurred a little: grey bytes, [28, 28]. */
export function drawDigit(digit: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return new Uint8Array(size * size);
  context.fillStyle = 'black';
  context.fillRect(0, 0, size, size);
  context.translate(14 + (random() - 0.5) * 4, 15 + (random() - 0.5) * 3);
  context.transform(0.85 + random() * 0.3, 0, (random() - 0.6) * 0.5, 0.85 + random() * 0.3, 0, 0);
  context.fillStyle = 'white';
  context.filter = 'blur(0.6px)';
  context.font = `${random() < 0.5 ? 'italic ' : ''}22px sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(String(digit), 0, 0);
  const { data } = context.getImageData(0, 0, size, size);
  return Uint8Array.from({ length: size * size }, (_, pixel) => data[pixel * 4] ?? 0);
}

/** Pairs that people mix up too get more of the mistakes. */
const lookalikes = [6, 7, 1, 5, 9, 3, 0, 1, 3, 4];

/** Answers on 1,000 digits, of which about `accuracy` are right. */
export function evaluateDigits(accuracy: number, seed: number): Evaluation {
  const random = seededRandom(seed);
  const count = 1000;
  const truth = Uint16Array.from({ length: count }, () => Math.floor(random() * 10));
  const predicted = truth.map((digit) => {
    if (random() < accuracy) return digit;
    return random() < 0.55 ? (lookalikes[digit] ?? 0) : Math.floor(random() * 10);
  });
  const confidence = Float32Array.from(truth, (digit, index) =>
    digit === predicted[index] ? 1 - 0.3 * random() ** 3 : 0.4 + 0.59 * random(),
  );
  let right = 0;
  truth.forEach((digit, index) => (right += digit === predicted[index] ? 1 : 0));
  return {
    model: 'cnn',
    split: 'validation',
    classCount: 10,
    classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
    truth,
    predicted,
    confidence,
    scores: scoresOf({ classCount: 10, truth, predicted, confidence }, seed),
    heldOut: 0,
    accuracy: right / count,
  };
}

export function digitsOfCell(evaluation: Evaluation, truth: number, predicted: number): CellPictures {
  const { total, samples } = cellSamples(evaluation, truth, predicted, 48);
  return {
    width: size,
    height: size,
    channels: 1,
    total,
    samples: samples.map((sample) => ({ ...sample, bytes: drawDigit(truth, sample.index + 1) })),
  };
}

export function digitsOfSamples(evaluation: Evaluation, samples: readonly number[]): SamplePictures {
  const bytes = samples.map((sample) => drawDigit(evaluation.truth[sample] ?? 0, sample + 1));
  return { width: size, height: size, channels: 1, bytes };
}
