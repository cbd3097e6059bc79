import { numberTemplate, type Step } from '../../template.ts';

interface Training extends Record<string, unknown> {
  examples: number;
  batch: number;
  epochs: number;
}

const perEpoch = ({ examples, batch }: Training): number => Math.ceil(examples / batch);
const updates = (q: Training): number => perEpoch(q) * q.epochs;
const rest = ({ examples, batch }: Training): number => examples % batch;

export const updateCount = numberTemplate<Training>({
  id: 'optim.updates.count',
  version: 1,
  topic: 'optim',
  bloom: 'apply',
  skills: ['batches-and-epochs'],
  answer: { of: 'integer' },
  params: (draw) => ({
    examples: draw.integer(200, 9999),
    batch: draw.pick([16, 20, 32, 50, 64, 100, 128]),
    epochs: draw.integer(2, 30),
  }),
  holds: (q) => perEpoch(q) >= 3,
  stem: {
    en: 'A network is trained on {examples} examples for {epochs} epochs with a batch size of {batch}. If the last batch of an epoch is smaller, it is used too, and examples are not mixed across epochs. How often are the weights updated?',
    'zh-TW':
      '一個網路用 {examples} 個樣本訓練 {epochs} 輪，批次大小為 {batch}。每輪最後一批若較小也會使用，樣本不跨輪混合。權重更新了幾次？',
    'zh-CN':
      '一个网络用 {examples} 个样本训练 {epochs} 轮，批次大小为 {batch}。每轮最后一批若较小也会使用，样本不跨轮混合。权重更新了几次？',
  },
  slots: (q) => ({
    examples: q.examples,
    batch: q.batch,
    epochs: q.epochs,
    full: Math.floor(q.examples / q.batch),
    rest: rest(q),
    perEpoch: perEpoch(q),
  }),
  key: updates,
  mistakes: [
    {
      id: 'dropped-last',
      value: ({ examples, batch, epochs }) => Math.floor(examples / batch) * epochs,
      when: (q) => rest(q) > 0,
      feedback: {
        en: 'The last batch with {rest} examples was left out. It makes one more update per epoch: round up.',
        'zh-TW': '漏了只有 {rest} 個樣本的最後一批。它讓每輪多更新一次：要向上取整。',
        'zh-CN': '漏了只有 {rest} 个样本的最后一批。它让每轮多更新一次：要向上取整。',
      },
    },
    {
      id: 'one-epoch',
      value: perEpoch,
      feedback: {
        en: 'Those are the updates of one epoch. Multiply by {epochs} epochs.',
        'zh-TW': '這是一輪的更新次數。要再乘以 {epochs} 輪。',
        'zh-CN': '这是一轮的更新次数。要再乘以 {epochs} 轮。',
      },
    },
    {
      id: 'rounded-late',
      value: ({ examples, batch, epochs }) => Math.ceil((examples * epochs) / batch),
      when: (q) => rest(q) > 0,
      feedback: {
        en: 'That joins the epochs and rounds once. Every epoch ends with a batch of its own: round up first, then multiply.',
        'zh-TW': '這樣把各輪接在一起，只取整一次。每輪都有自己的最後一批：先向上取整，再相乘。',
        'zh-CN': '这样把各轮接在一起，只取整一次。每轮都有自己的最后一批：先向上取整，再相乘。',
      },
    },
    {
      id: 'per-example',
      value: ({ examples, epochs }) => examples * epochs,
      feedback: {
        en: 'That is one update per example. A whole batch of {batch} makes a single update.',
        'zh-TW': '這是每個樣本更新一次。一整批 {batch} 個樣本只更新一次。',
        'zh-CN': '这是每个样本更新一次。一整批 {batch} 个样本只更新一次。',
      },
    },
    {
      id: 'extra-batch',
      value: (q) => (perEpoch(q) + 1) * q.epochs,
      feedback: {
        en: 'That is one batch per epoch too many. An epoch has {perEpoch} batches, the last one included.',
        'zh-TW': '這樣每輪多算了一批。一輪有 {perEpoch} 批，最後一批已算在內。',
        'zh-CN': '这样每轮多算了一批。一轮有 {perEpoch} 批，最后一批已算在内。',
      },
    },
    {
      id: 'batch-times-epochs',
      value: ({ batch, epochs }) => batch * epochs,
      feedback: {
        en: '{batch} is the number of examples in a batch. Count the batches: divide {examples} by {batch}.',
        'zh-TW': '{batch} 是一批的樣本數。要數有幾批：把 {examples} 除以 {batch}。',
        'zh-CN': '{batch} 是一批的样本数。要数有几批：把 {examples} 除以 {batch}。',
      },
    },
  ],
  steps: solution,
  hints: [
    {
      en: 'Every batch makes one update, whatever its size. Count the batches of one epoch first.',
      'zh-TW': '每一批不論大小都更新一次。先數一輪有幾批。',
      'zh-CN': '每一批不论大小都更新一次。先数一轮有几批。',
    },
    {
      en: '⌈N / B⌉ · E, for N examples, batch size B and E epochs',
      'zh-TW': '⌈N / B⌉ · E，其中 N 是樣本數，B 是批次大小，E 是輪數',
      'zh-CN': '⌈N / B⌉ · E，其中 N 是样本数，B 是批次大小，E 是轮数',
    },
    {
      en: '{examples} examples fill {full} batches of {batch}, and {rest} examples remain.',
      'zh-TW': '{examples} 個樣本填滿 {full} 批，每批 {batch} 個，還剩 {rest} 個。',
      'zh-CN': '{examples} 个样本填满 {full} 批，每批 {batch} 个，还剩 {rest} 个。',
    },
  ],
  difficulty: (q) => 0.15 + 0.25 * Number(rest(q) > 0),
});

function solution(q: Training): readonly Step[] {
  const { examples, batch, epochs } = q;
  const full = Math.floor(examples / batch);
  const last = rest(q) > 0 ? 1 : 0;
  return [
    {
      text: {
        en: 'Take {full} full batches of {batch} from {examples} examples. This many remain.',
        'zh-TW': '從 {examples} 個樣本取出 {full} 個滿批，每批 {batch} 個。還剩下',
        'zh-CN': '从 {examples} 个样本取出 {full} 个满批，每批 {batch} 个。还剩下',
      },
      slots: { full, batch, examples },
      expression: `${examples} - ${full}*${batch}`,
      value: rest(q),
    },
    {
      text:
        last === 1
          ? {
              en: 'They make one more batch in each epoch.',
              'zh-TW': '它們在每輪多組成一批。',
              'zh-CN': '它们在每轮多组成一批。',
            }
          : {
              en: 'So no smaller batch follows in an epoch.',
              'zh-TW': '所以每輪沒有較小的批次。',
              'zh-CN': '所以每轮没有较小的批次。',
            },
      expression: `${full} + ${last}`,
      value: perEpoch(q),
    },
    {
      text: {
        en: 'Each epoch repeats them.',
        'zh-TW': '每輪都做一遍。',
        'zh-CN': '每轮都做一遍。',
      },
      expression: `${perEpoch(q)}*${epochs}`,
      value: updates(q),
    },
  ];
}
