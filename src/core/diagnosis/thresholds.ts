/**
 * Every limit of the rules, with its reason. Where a pair is given, a rule's confidence rises in a straight line from 0 at the first
 * number to 1 at the second; confidences of several conditions are multiplied or the smallest one counts.
 *
 * They were set on synthetic runs (`test/unit/core/diagnosis`) of one range of seeds and are measured there on another.
 */
export const thresholds = {
  /** Below this nothing is said: a wrong hint costs a learner more than a missing one. */
  shownFrom: 0.6,
  /** What is shown already stays until it falls below this, so that nothing comes and goes from epoch to epoch. */
  keptFrom: 0.4,
  /** So many findings are shown at once. */
  shownAtMost: 3,
  /** Fewer epochs have no shape that could be told from noise. */
  fewestEpochs: 5,
  /** Statistics over all pairs of values are quadratic: 120 values are 7140 pairs, well under a millisecond. */
  valuesAtMost: 120,
  diverged: {
    /** End over start: a rate at the edge of stability can bounce at up to twice the start without running away. */
    growth: [1.8, 3],
  },
  stuck: {
    /** Accuracy above chance, in standard errors of 200 answers at least; learning shows as more within an epoch. */
    aboveChance: [0.12, 0.04],
    /** The share of the starting loss that has gone: a network that learns anything loses more in five epochs. */
    fallShare: [0.1, 0.04],
    /** Distance of the loss from ln(classes), as a share of it: 0.1 is what a random initialisation adds. */
    fromLogClasses: [0.3, 0.12],
    /** Mann–Kendall score and straightness of a curve that creeps: noise around a level has neither. */
    creepingTrend: [-2.5, -3.5],
    creepingStraightness: [0.3, 0.6],
  },
  oneClass: {
    /** Predictions of the most predicted class; a rare class that is found now and then is an imbalance. */
    predictedShare: [0.975, 0.995],
    /** Held-out samples: below 20 one class can be an accident. */
    samplesAtLeast: 20,
  },
  imbalance: {
    /** Samples of the most frequent class over those of the rarest. 3 is common and harmless. */
    ratio: [3, 6],
    /** Recall of the rarest class: half of a class lost is more than its share. */
    recall: [0.6, 0.35],
    /** A class with fewer samples has no recall worth the name. */
    samplesAtLeast: 5,
  },
  leaky: {
    /** Validation accuracy after the first epoch. Only a task as easy as that, or a leak, starts there. */
    firstAccuracy: [0.985, 0.997],
    /** Validation loss after the first epoch as a share of the loss at the start. */
    firstLossShare: [0.03, 0.01],
  },
  rateTooHigh: {
    /** Noise of epoch means over their level: means of an epoch vary by 1–5 %; a rate near the edge of stability swings by 10 % and more. */
    roughness: [0.06, 0.13],
    /** The same over the loss at the start, so that noise on a loss near zero does not count. */
    share: [0.02, 0.05],
    /** Means of a handful of batches are rougher by themselves, by about the root of their number. */
    batchFactor: 2.5,
    /** A loss that has come down to this share of its start does not suffer much. */
    endShare: [0.05, 0.15],
  },
  overFitting: {
    /** Rise of validation loss above its lowest level, as a share of that level: 3 % is within what a good run wanders. */
    rise: [0.03, 0.08],
    /** The rise over the standard error of the levels compared. */
    certainty: [2.5, 5],
    /** Half the width, in noise, by which the lowest of several noisy values lies too low. */
    lowestBias: 1.2,
    /** Fall of training loss meanwhile, as a share of its level there: learning by heart goes on. */
    trainingFall: [0, 0.05],
    fewestAfter: 2,
  },
  rateTooLow: {
    /** Share of the start that has gone by the end. A rate ten times too small leaves more than two thirds. */
    fallShare: [0.45, 0.32],
    /** Second half's slope over the first's: exponential decay that has hardly begun is straight. */
    straightness: [0.3, 0.6],
    /** Mann–Kendall score: it does fall, steadily. */
    trend: [-1.6, -2.2],
  },
  underFitting: {
    /** Level at the end over the start. */
    level: [0.38, 0.5],
    /** Training accuracy at the end, where it is known. */
    accuracy: [0.93, 0.85],
    /** Of the run, how much the level has stood still. */
    flatShare: [0.25, 0.4],
    /** Validation over training: a gap means the network could learn more than it should. */
    gap: [0.35, 0.15],
  },
  plateau: {
    level: [0.1, 0.16],
    accuracy: [0.97, 0.94],
    flatShare: [0.4, 0.55],
    fewestFlat: 6,
  },
  noisyValidation: {
    /** Noise over level, as for the rate, but on the validation curve. */
    roughness: [0.07, 0.14],
    /** Noise over that of the training curve: rough training makes rough validation. */
    overTraining: [2, 3.5],
    /** Noise over the loss at the start. */
    share: [0.008, 0.02],
  },
  notConverged: {
    /** The last third's share of the whole fall: 1/3 is a straight line, an exponential that has run for four time constants has 0.05. */
    lateShare: [0.07, 0.11],
    trend: [-0.9, -1.5],
    /** What three more such thirds could bring at most is worth it: fall of the last third over the level at the end. */
    gain: [0.05, 0.12],
  },
  validationBetter: {
    /** (training − validation) / training, median of the later half. */
    gap: [0.06, 0.14],
    /** Share of those epochs in which validation is better. */
    steady: [0.75, 0.9],
  },
  gan: {
    /** Discriminator's loss: two answers at chance are 1.39, one is 0.69. Below 0.1 it is right nearly always. */
    discriminator: [0.3, 0.15],
    /** Generator's loss: −ln(0.1) = 2.3: nine of ten pictures are recognised as made. */
    generator: [1.8, 2.6],
    /** Pictures taken for the most frequent digit; of ten kinds 0.1 are expected. */
    collapse: [0.45, 0.65],
    picturesAtLeast: 16,
  },
} as const;
