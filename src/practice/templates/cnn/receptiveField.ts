import { numberTemplate, type Step } from '../../template.ts';
import { total } from '../../lists.ts';

interface Layer {
  k: number;
  s: number;
  d: number;
}

interface Stack extends Record<string, unknown> {
  layers: readonly Layer[];
}

/** r = 1 + Σ d(k − 1)·(product of the strides before): Araujo, Norris and Sim, Computing Receptive Fields of CNNs, Distill 2019. */
function field(layers: readonly Layer[]): number {
  let [reach, jump] = [1, 1];
  for (const { k, s, d } of layers) {
    reach += d * (k - 1) * jump;
    jump *= s;
  }
  return reach;
}

function fieldWithStrideTooEarly(layers: readonly Layer[]): number {
  let [reach, jump] = [1, 1];
  for (const { k, s, d } of layers) {
    jump *= s;
    reach += d * (k - 1) * jump;
  }
  return reach;
}

const product = (values: readonly number[]): number => values.reduce((result, value) => result * value, 1);
export const receptiveField = numberTemplate<Stack>({
  id: 'cnn.stack.receptive-field',
  version: 1,
  topic: 'cnn',
  bloom: 'apply',
  skills: ['receptive-field'],
  answer: { of: 'integer' },
  params: (draw) => ({
    layers: draw.list(draw.integer(2, 4), () => ({
      k: draw.pick([2, 3, 3, 5, 7]),
      s: draw.pick([1, 1, 2, 2, 3]),
      d: draw.pick([1, 1, 1, 2, 3]),
    })),
  }),
  holds: ({ layers }) => field(layers) <= 150 && layers.slice(0, -1).some(({ s }) => s > 1),
  stem: {
    en: 'Convolutions follow one another, the first next to the input: {list} (kernel size k, stride s, dilation d, along one axis). How many input pixels wide is the receptive field of one output value, from its first pixel to its last?',
    'zh-TW':
      '幾層卷積依序相接，最前面的緊接輸入：{list}（沿單一軸，卷積核大小 k，步幅 s，擴張率 d）。一個輸出值的感受野，從第一個輸入像素到最後一個，有多少像素寬？',
    'zh-CN':
      '几层卷积依次相接，最前面的紧接输入：{list}（沿单一轴，卷积核大小 k，步幅 s，扩张率 d）。一个输出值的感受野，从第一个输入像素到最后一个，有多少像素宽？',
  },
  slots: ({ layers }) => ({
    list: layers.map(({ k, s, d }) => `k = ${k}, s = ${s}, d = ${d}`).join('; '),
    k: layers[0]?.k ?? 0,
    d: layers[0]?.d ?? 0,
    first: field(layers.slice(0, 1)),
    stride: layers[0]?.s ?? 0,
  }),
  key: ({ layers }) => field(layers),
  mistakes: [
    {
      id: 'sum-of-kernels',
      value: ({ layers }) => total(layers.map(({ k }) => k)),
      feedback: {
        en: 'Kernel sizes cannot simply be added. Each layer adds d(k − 1) steps, and a step is as wide as all strides before it multiplied.',
        'zh-TW': '卷積核大小不能直接相加。每一層加上 d(k − 1) 步，一步的寬度是前面所有步幅的乘積。',
        'zh-CN': '卷积核大小不能直接相加。每一层加上 d(k − 1) 步，一步的宽度是前面所有步幅的乘积。',
      },
    },
    {
      id: 'no-stride',
      value: ({ layers }) => field(layers.map((layer) => ({ ...layer, s: 1 }))),
      feedback: {
        en: 'The strides were left out. After a layer with stride s, neighbouring values lie s times as far apart in the input.',
        'zh-TW': '漏了步幅。經過步幅 s 的一層，相鄰的值在輸入中的距離變成 s 倍。',
        'zh-CN': '漏了步幅。经过步幅 s 的一层，相邻的值在输入中的距离变成 s 倍。',
      },
    },
    {
      id: 'product-of-kernels',
      value: ({ layers }) => product(layers.map(({ k }) => k)),
      feedback: {
        en: 'Kernel sizes are not multiplied: neighbouring windows overlap. Start from 1 and add what each layer brings.',
        'zh-TW': '卷積核大小不是相乘：相鄰的窗口會重疊。從 1 開始，加上每一層帶來的寬度。',
        'zh-CN': '卷积核大小不是相乘：相邻的窗口会重叠。从 1 开始，加上每一层带来的宽度。',
      },
    },
    {
      id: 'no-dilation',
      value: ({ layers }) => field(layers.map((layer) => ({ ...layer, d: 1 }))),
      when: ({ layers }) => layers.some(({ d }) => d > 1),
      feedback: {
        en: 'The dilation was left out. A kernel with dilation d reaches d(k − 1) steps from its first point to its last.',
        'zh-TW': '漏了擴張率。擴張率 d 的卷積核，從第一點到最後一點有 d(k − 1) 步。',
        'zh-CN': '漏了扩张率。扩张率 d 的卷积核，从第一点到最后一点有 d(k − 1) 步。',
      },
    },
    {
      id: 'stride-too-early',
      value: ({ layers }) => fieldWithStrideTooEarly(layers),
      feedback: {
        en: "A layer's stride widens the steps of the layers after it, not its own. The steps of the first layer are a single pixel wide.",
        'zh-TW': '一層的步幅放大的是後面各層的步，不是它自己的。最前面那層的步只有一個像素寬。',
        'zh-CN': '一层的步幅放大的是后面各层的步，不是它自己的。最前面那层的步只有一个像素宽。',
      },
    },
    {
      id: 'from-the-wrong-end',
      value: ({ layers }) => field([...layers].reverse()),
      feedback: {
        en: 'The layers were taken from the output to the input. The first in the list lies next to the input.',
        'zh-TW': '各層的順序從輸出往輸入算了。列在最前面的那層緊接輸入。',
        'zh-CN': '各层的顺序从输出往输入算了。列在最前面的那层紧接输入。',
      },
    },
    {
      id: 'kernel-instead-of-gaps',
      value: ({ layers }) => field(layers.map((layer) => ({ ...layer, k: layer.k + 1 }))),
      feedback: {
        en: 'Between k points there are k − 1 gaps: a layer adds d(k − 1) steps, not d·k.',
        'zh-TW': 'k 個點之間有 k − 1 個間隔：一層加上 d(k − 1) 步，不是 d·k。',
        'zh-CN': 'k 个点之间有 k − 1 个间隔：一层加上 d(k − 1) 步，不是 d·k。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Start from one pixel. Each layer widens the field by the reach of its kernel, measured in input pixels.',
      'zh-TW': '從一個像素開始。每一層讓感受野變寬，增加的是卷積核的跨距，以輸入像素計。',
      'zh-CN': '从一个像素开始。每一层让感受野变宽，增加的是卷积核的跨距，以输入像素计。',
    },
    {
      en: 'r = 1 + Σ d(k − 1) · j, where j is the product of the strides of the layers before',
      'zh-TW': 'r = 1 + Σ d(k − 1) · j，其中 j 是前面各層步幅的乘積',
      'zh-CN': 'r = 1 + Σ d(k − 1) · j，其中 j 是前面各层步幅的乘积',
    },
    {
      en: 'The first layer makes the field 1 + {d} · ({k} − 1) = {first} wide. For the next layer j = {stride}.',
      'zh-TW': '最前面那層讓感受野寬 1 + {d} · ({k} − 1) = {first}。對下一層，j = {stride}。',
      'zh-CN': '最前面那层让感受野宽 1 + {d} · ({k} − 1) = {first}。对下一层，j = {stride}。',
    },
  ],
  difficulty: ({ layers }) => 0.2 * (layers.length - 1) + 0.3 * Number(layers.some(({ d }) => d > 1)),
});

function steps({ layers }: Stack): Step[] {
  return layers.map(({ k, d }, index): Step => {
    const before = layers.slice(0, index);
    const jump = product(before.map(({ s }) => s));
    return {
      text: {
        en: 'Layer {number}: the strides before it, multiplied, give {jump}, the width of one step in input pixels. Add d(k − 1) such steps.',
        'zh-TW': '層 {number}：前面步幅的乘積是 {jump}，也就是一步有多少輸入像素寬。加上 d(k − 1) 步。',
        'zh-CN': '层 {number}：前面步幅的乘积是 {jump}，也就是一步有多少输入像素宽。加上 d(k − 1) 步。',
      },
      slots: { number: index + 1, jump },
      expression: `${field(before)} + ${d}*(${k} - 1)*${jump}`,
      value: field([...before, { k, s: 1, d }]),
    };
  });
}
