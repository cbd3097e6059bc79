import type { FindingCode } from '../../../../src/core/diagnosis/finding.ts';
import type { Evaluation } from '../../../../src/protocol/run.ts';
import {
  createLandscape,
  descend,
  generalisation,
  meanExcess,
  timeTo,
  type Landscape,
} from './learningDynamics.ts';
import { rivalPlants } from './plantedRivals.ts';
import type { RandomSource } from './randomSource.ts';
import {
  createTask,
  mean,
  observe,
  recorded,
  type SyntheticRun,
  type Task,
  withOutputs,
} from './syntheticRuns.ts';

interface Course {
  landscape: Landscape;
  rate: number;
  gradientNoise: number;
  /** Loss that no training takes away, as a share of the loss at the start. */
  floor: number;
}

/** Mean batch losses of plain training, and the held-out losses with the same floor. */
function trained(
  task: Task,
  { landscape, rate, gradientNoise, floor }: Course,
): { batches: number[]; heldOut: number[] } {
  const { startLoss, epochs, batchesPerEpoch, random } = task;
  const steps = epochs * batchesPerEpoch;
  const excess = descend({ landscape, rate, steps: steps + 1, gradientNoise }, random);
  const lossAt = (step: number): number => startLoss * (floor + (1 - floor) * (excess[step] ?? 0));
  const gap = 1 + random.uniform(0, 0.06);
  return {
    batches: Array.from({ length: steps }, (_, step) => lossAt(step)),
    heldOut: Array.from({ length: epochs }, (_, epoch) => gap * lossAt((epoch + 1) * batchesPerEpoch)),
  };
}

const steps = ({ epochs, batchesPerEpoch }: Task): number => epochs * batchesPerEpoch;

/** A rate with which the excess has come down to `excess` by the end. */
function rateFor(task: Task, landscape: Landscape, excess: number): number {
  return timeTo(landscape, excess) / steps(task);
}

/** Learns nearly all there is to learn, and keeps it. */
function healthyCourse(task: Task): Course {
  const { random } = task;
  const landscape = createLandscape(random);
  // A run that has learned its task in the first tenth is healthy too.
  const rate = Math.min(0.9, rateFor(task, landscape, random.uniform(0.002, 0.02)) * random.uniform(1, 3));
  return { landscape, rate, gradientNoise: random.uniform(0, 0.05), floor: random.uniform(0.005, 0.06) };
}

function finish(
  cause: SyntheticRun['cause'],
  task: Task,
  course: { batches: number[]; heldOut: number[] },
): SyntheticRun {
  const run = recorded(
    { net: observe(task, course.batches, course.heldOut) },
    withOutputs(Math.max(1, task.classes)),
  );
  return { cause, run, note: noteOf(task) };
}

const noteOf = (task: Task): string =>
  `${task.epochs} epochs of ${task.batchesPerEpoch}, ${task.classes} classes, validation ${task.hasValidation}, batch noise ${task.batchNoise.toFixed(2)}`;

export function healthyRun(seed: number): SyntheticRun {
  const task = createTask(seed);
  // The slowest landscape needs this many updates at a rate below 1.
  const course = enoughSteps(task);
  return finish('healthy', task, trained(task, course));
}

/** Short runs have easy landscapes, or they would not have been healthy. */
function enoughSteps(task: Task): Course {
  for (;;) {
    const course = healthyCourse(task);
    if (meanExcess(course.landscape, course.rate * steps(task)) < 0.025) return course;
    task.batchesPerEpoch += 4;
  }
}

type Plant = (seed: number) => SyntheticRun;

/** Batches of a handful of updates are too few to show an epoch's shape: tasks with a planted cause have what it needs. */
export const plants: Readonly<Record<FindingCode, Plant>> = {
  'not-finite': (seed) => {
    const task = createTask(seed);
    const course = trained(task, enoughSteps(task));
    const from = task.random.integer(1, course.batches.length - 1);
    const broken = (value: number, at: number): number =>
      at >= from ? task.random.pick([NaN, Infinity]) : value;
    const points = observe(task, course.batches, course.heldOut);
    const { 'loss train batch': batches } = points;
    if (batches) points['loss train batch'] = batches.map(broken);
    points['loss train epoch'] = points['loss train epoch']!.map((value, epoch) =>
      broken(value, (epoch + 1) * task.batchesPerEpoch),
    );
    return { cause: 'not-finite', run: recorded({ net: points }), note: noteOf(task) };
  },
  diverged: (seed) => {
    const task = createTask(seed, { epochs: createTask(seed).random.integer(5, 40) });
    const { random } = task;
    const landscape = createLandscape(random);
    // Grows to 5 … 10⁶ times the start: 2 + δ grows by (1 + δ)² an update.
    const growth = Math.log(10 ** random.uniform(0.7, 6) / (landscape.shares[0] ?? 1)) / (2 * steps(task));
    const course = trained(task, { landscape, rate: 2 + growth, gradientNoise: 0.01, floor: 0.05 });
    return finish('diverged', task, course);
  },
  'stuck-at-chance': (seed) => {
    const random = createTask(seed).random;
    const classes = random.pick([2, 3, 10, 26]);
    const task = createTask(seed, {
      classes,
      startLoss: Math.log(classes) * random.uniform(1, 1.06),
      batchNoise: random.uniform(0.01, 0.06),
    });
    // Biases learn the frequencies of the classes and nothing else does.
    const level = (step: number): number =>
      Math.log(classes) + (task.startLoss - Math.log(classes)) * Math.exp(-step / 20);
    const points = observe(
      task,
      Array.from({ length: steps(task) }, (_, step) => level(step)),
      Array.from({ length: task.epochs }, (_, epoch) => level((epoch + 1) * task.batchesPerEpoch)),
    );
    for (const key of ['acc train epoch', 'acc validation epoch'] as const)
      if (points[key]) points[key] = points[key].map(() => random.binomialShare(1 / classes, 600));
    return {
      cause: 'stuck-at-chance',
      run: recorded({ net: points }, withOutputs(classes)),
      note: noteOf(task),
    };
  },
  'one-class': (seed) => {
    const task = createTask(seed, { classes: 2, hasValidation: true });
    const { random } = task;
    const share = random.uniform(0.7, 0.93);
    const entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    task.startLoss = Math.log(2);
    const level = (step: number): number => entropy + (Math.log(2) - entropy) * Math.exp(-step / 15);
    const points = observe(
      task,
      Array.from({ length: steps(task) }, (_, step) => level(step)),
      Array.from({ length: task.epochs }, () => entropy),
    );
    for (const key of ['acc train epoch', 'acc validation epoch'] as const)
      points[key] = points[key]!.map(() => random.binomialShare(share, 800));
    const evaluation = evaluated(random, [share, 1 - share], () => (random.chance(0.003) ? 1 : 0));
    return {
      cause: 'one-class',
      run: recorded({ net: points }, { ...withOutputs(2), evaluations: [evaluation] }),
      note: noteOf(task),
    };
  },
  leaky: (seed) => {
    const task = createTask(seed, { hasValidation: true, classes: createTask(seed).random.pick([2, 3, 10]) });
    task.startLoss = Math.log(task.classes);
    const course = trained(task, enoughSteps(task));
    const points = observe(
      task,
      course.batches,
      course.heldOut.map(() => 0.004 * task.startLoss),
    );
    points['acc validation epoch'] = course.heldOut.map(() =>
      task.random.binomialShare(0.9995, task.heldOut),
    );
    return { cause: 'leaky', run: recorded({ net: points }, withOutputs(task.classes)), note: noteOf(task) };
  },
  'rate-too-high': (seed) => {
    const task = createTask(seed, { epochs: createTask(seed).random.integer(8, 120) });
    const { random } = task;
    task.batchesPerEpoch = random.integer(4, 20);
    const landscape = createLandscape(random);
    const rate = random.uniform(1.85, 1.99);
    // Noise that keeps the fastest mode at 0.3 … 1 of the starting loss: variance η²λs²/(1 − (1 − ηλ)²), times λ/2.
    const kept = random.uniform(0.3, 1);
    const gradientNoise = Math.sqrt((2 * kept * (1 - (1 - rate) ** 2)) / rate ** 2);
    return finish('rate-too-high', task, trained(task, { landscape, rate, gradientNoise, floor: 0.03 }));
  },
  'over-fitting': (seed) => {
    const task = createTask(seed, { hasValidation: true, epochs: createTask(seed).random.integer(8, 200) });
    const { random } = task;
    for (;;) {
      const landscape = createLandscape(random);
      const end = timeTo(landscape, random.uniform(0.001, 0.02));
      const noise = random.uniform(0.02, 0.6);
      const floor = random.uniform(0.02, 0.2);
      const at = (epoch: number): number =>
        floor + generalisation(landscape, (end * epoch) / task.epochs, noise);
      const held = Array.from({ length: task.epochs }, (_, epoch) => at(epoch + 1));
      const lowest = held.indexOf(Math.min(...held));
      const rise = (held.at(-1) ?? 0) / (held[lowest] ?? 1) - 1;
      // What people call over-fitting: validation turns while there are epochs left, and rises by more than a tenth.
      if (rise < 0.12 || lowest < 1 || task.epochs - lowest < 4) continue;
      const batches = Array.from(
        { length: steps(task) },
        (_, step) => task.startLoss * (0.004 + meanExcess(landscape, (end * step) / steps(task))),
      );
      return finish('over-fitting', task, { batches, heldOut: held.map((value) => value * task.startLoss) });
    }
  },
  'rate-too-low': (seed) => {
    const task = createTask(seed);
    const landscape = createLandscape(task.random);
    const rate = rateFor(task, landscape, task.random.uniform(0.72, 0.93));
    // Each epoch must fall by more than its mean wanders, or nobody could tell: small rates mean small noise.
    task.batchNoise = Math.min(task.batchNoise, 0.06);
    return finish('rate-too-low', task, trained(task, { landscape, rate, gradientNoise: 0, floor: 0.03 }));
  },
  'under-fitting': (seed) => {
    const task = createTask(seed, { epochs: createTask(seed).random.integer(8, 200) });
    const { random } = task;
    const landscape = createLandscape(random);
    // The network has no modes for most of what there is to learn, and learns what it can in the first half.
    const rate = Math.min(0.9, rateFor(task, landscape, 0.01) * random.uniform(2, 5));
    task.batchNoise = Math.min(task.batchNoise, 0.15);
    return finish(
      'under-fitting',
      task,
      trained(task, { landscape, rate, gradientNoise: 0.02, floor: random.uniform(0.52, 0.85) }),
    );
  },
  'class-imbalance': (seed) => {
    const task = createTask(seed, { classes: 2, hasValidation: true, startLoss: Math.log(2) });
    const course = trained(task, enoughSteps(task));
    const { random } = task;
    const rare = random.uniform(0.04, 0.12);
    const recall = random.uniform(0.05, 0.3);
    const evaluation = evaluated(random, [1 - rare, rare], (truth) =>
      truth === 1 && random.chance(recall) ? 1 : random.chance(0.02) ? 1 : 0,
    );
    const run = recorded(
      { net: observe(task, course.batches, course.heldOut) },
      { ...withOutputs(2), evaluations: [evaluation] },
    );
    return { cause: 'class-imbalance', run, note: noteOf(task) };
  },
  'noisy-validation': (seed) => {
    const random = createTask(seed).random;
    const task = createTask(seed, {
      hasValidation: true,
      heldOut: random.integer(6, 25),
      epochs: random.integer(10, 150),
      batchNoise: random.uniform(0.03, 0.1),
    });
    const course = enoughSteps(task);
    // The few samples are not exactly those of training: their loss stays well above zero.
    return finish(
      'noisy-validation',
      task,
      trained(task, { ...course, floor: random.uniform(0.12, 0.3), rate: course.rate }),
    );
  },
  plateau: (seed) => {
    const task = createTask(seed, { epochs: createTask(seed).random.integer(16, 200) });
    const { random } = task;
    for (;;) {
      const landscape = createLandscape(random);
      const rate = rateFor(task, landscape, 0.01) * random.uniform(2.5, 6);
      task.batchNoise = Math.min(task.batchNoise, 0.15);
      if (rate > 0.9) {
        task.batchesPerEpoch += 4;
        continue;
      }
      return finish(
        'plateau',
        task,
        trained(task, { landscape, rate, gradientNoise: 0.02, floor: random.uniform(0.18, 0.33) }),
      );
    }
  },
  'not-converged': (seed) => {
    const task = createTask(seed);
    const { random } = task;
    task.batchNoise = Math.min(task.batchNoise, 0.12);
    const landscape = createLandscape(random);
    const rate = Math.min(0.9, rateFor(task, landscape, random.uniform(0.15, 0.4)));
    return finish(
      'not-converged',
      task,
      trained(task, { landscape, rate, gradientNoise: 0.01, floor: 0.02 }),
    );
  },
  'validation-better': (seed) => {
    const task = createTask(seed, { hasValidation: true });
    const course = trained(task, enoughSteps(task));
    // With dropout the loss is that of a network half of whose units are away.
    const dropped = task.random.uniform(1.3, 1.9);
    const extra = task.startLoss * task.random.uniform(0.01, 0.04);
    return finish('validation-better', task, {
      batches: course.batches.map((loss) => dropped * loss + extra),
      heldOut: course.heldOut,
    });
  },
  ...rivalPlants,
};

function evaluated(random: RandomSource, shares: number[], answer: (truth: number) => number): Evaluation {
  const truth = Uint16Array.from({ length: random.integer(150, 800) }, () =>
    random.chance(shares[0]!) ? 0 : 1,
  );
  const predicted = truth.map(answer);
  const right = truth.map((label, index) => Number(label === predicted[index]));
  return {
    model: 'net',
    split: 'validation',
    classCount: 2,
    classNames: ['no', 'yes'],
    truth,
    predicted,
    confidence: new Float32Array(truth.length),
    accuracy: mean([...right]),
  };
}

/** The same run as a hand-written loop shows it: batches only. */
export function batchOnly({ cause, run, note }: SyntheticRun): SyntheticRun | undefined {
  const curves = run.curves.filter(({ info }) => info.scale === 'batch');
  return curves.length === 0 ? undefined : { cause, run: { ...run, curves }, note: `${note}, batches only` };
}
