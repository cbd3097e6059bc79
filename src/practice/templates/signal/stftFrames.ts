import { numberTemplate } from '../../template.ts';

interface Framing extends Record<string, unknown> {
  samples: number;
  window: number;
  hop: number;
}

/** floor((N − W) / H) + 1, as in TensorFlow's `tf.signal.frame` without `pad_end`. */
const frames = ({ samples, window, hop }: Framing): number => Math.floor((samples - window) / hop) + 1;

export const stftFrames = numberTemplate<Framing>({
  id: 'signal.stft.frames',
  version: 1,
  topic: 'signal',
  bloom: 'apply',
  skills: ['stft'],
  answer: { of: 'integer' },
  params: (draw) => {
    const window = draw.pick([256, 320, 400, 480, 512, 640, 800, 1024, 2048]);
    return {
      samples: 100 * draw.integer(40, 640),
      window,
      hop: draw.pick([window / 4, window / 4, window / 2, 80, 100, 128, 160, 200]),
    };
  },
  holds: ({ samples, window, hop }) => hop <= window / 2 && samples >= 4 * window,
  stem: {
    en: 'A sound of {samples} samples is cut into frames for a short-time Fourier transform: window length {window}, hop {hop} from the start of one frame to the start of the next, no padding, incomplete frames dropped. How many frames are there?',
    'zh-TW':
      '為了做短時傅立葉轉換，把 {samples} 個取樣的聲音切成音框：窗長 {window}，相鄰音框的起點相隔 {hop}（跳距），不填補，不完整的音框捨去。共有多少個音框？',
    'zh-CN':
      '为了做短时傅里叶变换，把 {samples} 个采样的声音切成帧：窗长 {window}，相邻帧的起点相隔 {hop}（帧移），不填充，不完整的帧舍去。共有多少帧？',
  },
  slots: ({ samples, window, hop }) => ({
    samples,
    window,
    hop,
    room: samples - window,
    overlap: window - hop,
  }),
  key: frames,
  mistakes: [
    {
      id: 'no-plus-one',
      value: (q) => frames(q) - 1,
      feedback: {
        en: 'That counts the hops between frames. The first frame counts too: add 1.',
        'zh-TW': '這樣數的是音框之間的跳距數。第一個音框也要算：再加 1。',
        'zh-CN': '这样数的是帧之间的移动次数。第一帧也要算：再加 1。',
      },
    },
    {
      id: 'rounded-up',
      value: ({ samples, window, hop }) => Math.ceil((samples - window) / hop) + 1,
      when: ({ samples, window, hop }) => (samples - window) % hop !== 0,
      feedback: {
        en: 'The last frame would reach beyond the end and is dropped: round down.',
        'zh-TW': '最後一個音框會超出結尾，要捨去：向下取整。',
        'zh-CN': '最后一帧会超出结尾，要舍去：向下取整。',
      },
    },
    {
      id: 'no-window',
      value: ({ samples, hop }) => Math.floor(samples / hop),
      feedback: {
        en: 'A frame must fit wholly: the last start is {window} samples before the end, so use {room} in place of {samples}.',
        'zh-TW': '音框要完整放得下：最後的起點在結尾前 {window} 個取樣，所以用 {room} 取代 {samples}。',
        'zh-CN': '帧要完整放得下：最后的起点在结尾前 {window} 个采样，所以用 {room} 代替 {samples}。',
      },
    },
    {
      id: 'centred',
      value: ({ samples, hop }) => Math.floor(samples / hop) + 1,
      feedback: {
        en: 'That holds if half a window is padded at both ends. Here nothing is padded.',
        'zh-TW': '兩端各填補半個窗時才是這樣。這裡不填補。',
        'zh-CN': '两端各填充半个窗时才是这样。这里不填充。',
      },
    },
    {
      id: 'no-overlap',
      value: ({ samples, window }) => Math.floor(samples / window),
      feedback: {
        en: 'Those are frames side by side. Here a new one starts every {hop} samples, so they overlap.',
        'zh-TW': '這是彼此相接的音框。這裡每 {hop} 個取樣就開始一個，所以會重疊。',
        'zh-CN': '这是彼此相接的帧。这里每 {hop} 个采样就开始一帧，所以会重叠。',
      },
    },
    {
      id: 'hop-as-overlap',
      value: ({ samples, window, hop }) => Math.floor((samples - window) / (window - hop)) + 1,
      when: ({ window, hop }) => window !== 2 * hop,
      feedback: {
        en: 'The hop was taken for the overlap. Frames start {hop} samples apart and overlap by {overlap}.',
        'zh-TW': '把跳距當成了重疊。音框的起點相隔 {hop} 個取樣，重疊 {overlap} 個。',
        'zh-CN': '把帧移当成了重叠。帧的起点相隔 {hop} 个采样，重叠 {overlap} 个。',
      },
    },
  ],
  steps: (q) => {
    const { samples, window, hop } = q;
    return [
      {
        text: {
          en: 'From its first place the window can still move this far:',
          'zh-TW': '從第一個位置起，窗還能移動這麼遠：',
          'zh-CN': '从第一个位置起，窗还能移动这么远：',
        },
        expression: `${samples} - ${window}`,
        value: samples - window,
      },
      {
        text: { en: 'In hops:', 'zh-TW': '以跳距計：', 'zh-CN': '以帧移计：' },
        expression: `${samples - window}/${hop}`,
        value: (samples - window) / hop,
      },
      {
        text: {
          en: 'Only whole hops count; the first frame comes in addition:',
          'zh-TW': '只算整數個跳距，再加上第一個音框：',
          'zh-CN': '只算整数个帧移，再加上第一帧：',
        },
        expression: `${frames(q) - 1} + 1`,
        value: frames(q),
      },
    ];
  },
  hints: [
    {
      en: 'Count the places at which the whole window lies within the sound.',
      'zh-TW': '數一數整個窗都落在聲音裡的位置。',
      'zh-CN': '数一数整个窗都落在声音里的位置。',
    },
    { en: '⌊(N − W) / H⌋ + 1', 'zh-TW': '⌊(N − W) / H⌋ + 1', 'zh-CN': '⌊(N − W) / H⌋ + 1' },
    {
      en: 'The window can move {room} samples from its first place, {hop} at a time.',
      'zh-TW': '窗從第一個位置可以移動 {room} 個取樣，每次 {hop} 個。',
      'zh-CN': '窗从第一个位置可以移动 {room} 个采样，每次 {hop} 个。',
    },
  ],
  difficulty: ({ samples, window, hop }) =>
    (window === 2 * hop ? 0.3 : 0.4) + 0.1 * Number((samples - window) % hop > 0),
});
