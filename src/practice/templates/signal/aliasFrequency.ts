import { numberTemplate, type Step } from '../../template.ts';

interface Sampling extends Record<string, unknown> {
  /** Of the tone, in hertz. */
  f: number;
  /** Of the sampling, in hertz. */
  fs: number;
}

const remainder = ({ f, fs }: Sampling): number => f % fs;

/** Folded at half of the sampling frequency: Oppenheim and Schafer, Discrete-Time Signal Processing, section 4.2. */
const alias = (q: Sampling): number => Math.min(remainder(q), q.fs - remainder(q));

const isMirrored = (q: Sampling): boolean => remainder(q) > q.fs / 2;

export const aliasFrequency = numberTemplate<Sampling>({
  id: 'signal.sampling.alias',
  version: 1,
  topic: 'signal',
  bloom: 'apply',
  skills: ['aliasing'],
  answer: { of: 'integer', unit: { en: 'Hz', 'zh-TW': 'Hz', 'zh-CN': 'Hz' } },
  params: (draw) => {
    const fs = 20 * draw.integer(10, 400);
    return { fs, f: 10 * draw.integer(fs / 20 + 1, (3 * fs) / 10) };
  },
  holds: (q) => alias(q) >= q.fs / 40 && q.fs / 2 - alias(q) >= q.fs / 40,
  stem: {
    en: 'A sine tone of {f} Hz is sampled at {fs} Hz, without a filter before. At which frequency between 0 and {half} Hz does it appear?',
    'zh-TW':
      '一個 {f} Hz 的正弦音以 {fs} Hz 取樣，之前沒有濾波器。它會出現在 0 到 {half} Hz 之間的哪個頻率？',
    'zh-CN':
      '一个 {f} Hz 的正弦音以 {fs} Hz 采样，之前没有滤波器。它会出现在 0 到 {half} Hz 之间的哪个频率？',
  },
  slots: (q) => ({ f: q.f, fs: q.fs, half: q.fs / 2, remainder: remainder(q), nearest: nearestOf(q) }),
  key: alias,
  mistakes: [
    {
      id: 'not-mirrored',
      value: remainder,
      when: isMirrored,
      feedback: {
        en: 'The remainder {remainder} Hz still lies above half of the sampling frequency: it is mirrored to {fs} − {remainder}.',
        'zh-TW': '餘數 {remainder} Hz 仍高於取樣頻率的一半：會鏡射到 {fs} − {remainder}。',
        'zh-CN': '余数 {remainder} Hz 仍高于采样频率的一半：会镜像到 {fs} − {remainder}。',
      },
    },
    {
      id: 'mirrored-for-nothing',
      value: (q) => q.fs - remainder(q),
      when: (q) => !isMirrored(q),
      feedback: {
        en: 'The remainder {remainder} Hz already lies below half of the sampling frequency: it is not mirrored.',
        'zh-TW': '餘數 {remainder} Hz 已低於取樣頻率的一半：不用鏡射。',
        'zh-CN': '余数 {remainder} Hz 已低于采样频率的一半：不用镜像。',
      },
    },
    {
      id: 'unchanged',
      value: ({ f }) => f,
      feedback: {
        en: 'Samples at {fs} Hz can tell frequencies apart only up to {half} Hz: {f} Hz is folded below that.',
        'zh-TW': '以 {fs} Hz 取樣，只能分辨到 {half} Hz：{f} Hz 會折疊到它以下。',
        'zh-CN': '以 {fs} Hz 采样，只能分辨到 {half} Hz：{f} Hz 会折叠到它以下。',
      },
    },
    {
      id: 'one-period-only',
      value: ({ f, fs }) => Math.abs(fs - f),
      feedback: {
        en: 'That is the distance from {fs} Hz. The nearest multiple of the sampling frequency is {nearest} Hz.',
        'zh-TW': '這是到 {fs} Hz 的距離。最近的取樣頻率倍數是 {nearest} Hz。',
        'zh-CN': '这是到 {fs} Hz 的距离。最近的采样频率倍数是 {nearest} Hz。',
      },
    },
    {
      id: 'over-half',
      value: ({ f, fs }) => f - fs / 2,
      feedback: {
        en: 'That is how far the tone lies above {half} Hz. The distance that counts is the one from a multiple of {fs} Hz.',
        'zh-TW': '這是這個音比 {half} Hz 高出多少。要看的是到 {fs} Hz 倍數的距離。',
        'zh-CN': '这是这个音比 {half} Hz 高出多少。要看的是到 {fs} Hz 倍数的距离。',
      },
    },
    {
      id: 'from-half',
      value: (q) => q.fs / 2 - alias(q),
      feedback: {
        en: 'That is the distance of the alias from {half} Hz. Count its frequency from 0.',
        'zh-TW': '這是混疊頻率到 {half} Hz 的距離。它的頻率要從 0 算起。',
        'zh-CN': '这是混叠频率到 {half} Hz 的距离。它的频率要从 0 算起。',
      },
    },
    {
      id: 'clipped',
      value: ({ fs }) => fs / 2,
      feedback: {
        en: 'A tone that is too high does not stop at {half} Hz: it is folded back.',
        'zh-TW': '過高的音不會停在 {half} Hz：它會折回來。',
        'zh-CN': '过高的音不会停在 {half} Hz：它会折回来。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Sampled, a tone looks the same as one that differs by a multiple of the sampling frequency, or by its mirror image.',
      'zh-TW': '取樣後，頻率相差取樣頻率整數倍的音，以及它的鏡像，看起來都一樣。',
      'zh-CN': '采样后，频率相差采样频率整数倍的音，以及它的镜像，看起来都一样。',
    },
    {
      en: '|f − m · fs|, with the whole number m for which it is smallest',
      'zh-TW': '|f − m · fs|，取使它最小的整數 m',
      'zh-CN': '|f − m · fs|，取使它最小的整数 m',
    },
    {
      en: 'The multiple of {fs} nearest to {f} is {nearest}.',
      'zh-TW': '{fs} 的倍數中最接近 {f} 的是 {nearest}。',
      'zh-CN': '{fs} 的倍数中最接近 {f} 的是 {nearest}。',
    },
  ],
  difficulty: (q) => 0.3 + 0.2 * Number(isMirrored(q)) + 0.2 * Number(q.f > q.fs),
});

const nearestOf = (q: Sampling): number => q.f - remainder(q) + (isMirrored(q) ? q.fs : 0);

function stepsOf(q: Sampling): Step[] {
  const { f, fs } = q;
  const nearest = nearestOf(q);
  return [
    {
      text: {
        en: 'The multiple of {fs} nearest to {f}:',
        'zh-TW': '{fs} 的倍數中最接近 {f} 的：',
        'zh-CN': '{fs} 的倍数中最接近 {f} 的：',
      },
      slots: { f, fs },
      expression: `${nearest / fs}*${fs}`,
      value: nearest,
    },
    {
      text: {
        en: 'The tone appears at its distance from there:',
        'zh-TW': '這個音出現在與它的距離處：',
        'zh-CN': '这个音出现在与它的距离处：',
      },
      expression: isMirrored(q) ? `${nearest} - ${f}` : `${f} - ${nearest}`,
      value: alias(q),
    },
  ];
}
