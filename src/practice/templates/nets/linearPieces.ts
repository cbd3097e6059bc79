import { numberTemplate, type Step } from '../../template.ts';
import { shortList } from '../../written.ts';

interface ReluNet extends Record<string, unknown> {
  /** Of the hidden units: weight, bias, and weight towards the output. */
  w: number[];
  b: number[];
  v: number[];
}

interface Bend {
  at: number;
  /** By how much the slope grows there. */
  jump: number;
}

/** A unit bends the output at −b/w, where its slope grows by v·|w| from left to right. */
const bends = ({ w, b, v }: ReluNet): Bend[] =>
  w.map((weight, index) => ({
    at: -(b[index] ?? 0) / weight + 0,
    jump: (v[index] ?? 0) * Math.abs(weight),
  }));

const places = (of: readonly Bend[]): number[] =>
  [...new Set(of.map(({ at }) => at))].sort((left, right) => left - right);
const heard = (q: ReluNet): Bend[] => bends(q).filter(({ jump }) => jump !== 0);

function jumpAt(q: ReluNet, place: number): number {
  return heard(q)
    .filter(({ at }) => at === place)
    .reduce((sum, { jump }) => sum + jump, 0);
}

const realPlaces = (q: ReluNet): number[] => places(heard(q)).filter((place) => jumpAt(q, place) !== 0);

/** One piece more than places where the slope changes: Montúfar et al. 2014, On the Number of Linear Regions. */
const pieces = (q: ReluNet): number => realPlaces(q).length + 1;

export const linearPieces = numberTemplate<ReluNet>({
  id: 'nets.relu.pieces',
  version: 1,
  topic: 'nets',
  bloom: 'analyse',
  skills: ['piecewise-linear'],
  answer: { of: 'integer' },
  params(draw) {
    const count = draw.pick([3, 4, 4, 5]);
    const spots = draw.sample([-3, -2, -1, 1, 2, 3], draw.integer(2, count));
    const w = draw.list(count, () => draw.pick([-2, -1, 1, 2]));
    const b = w.map((weight) => -weight * draw.pick(spots) + 0);
    return { w, b, v: draw.list(count, () => draw.pick([-2, -1, -1, 0, 1, 1, 2])) };
  },
  holds: (q) => pieces(q) > 2,
  stem: {
    en: 'A network with one input x and {units} hidden ReLU units computes f(x) = Σ v·max(0, w·x + b), the sum over its units. Unit by unit, w = ({w}), b = ({b}), v = ({v}). What is the smallest number of straight pieces that make up the graph of f?',
    'zh-TW':
      '一個網路有一個輸入 x 和 {units} 個 ReLU 隱藏單元，計算 f(x) = Σ v·max(0, w·x + b)，對所有單元求和。各單元依序為 w = ({w})，b = ({b})，v = ({v})。f 的圖形最少由幾段直線組成？',
    'zh-CN':
      '一个网络有一个输入 x 和 {units} 个 ReLU 隐藏单元，计算 f(x) = Σ v·max(0, w·x + b)，对所有单元求和。各单元依次为 w = ({w})，b = ({b})，v = ({v})。f 的图形最少由几段直线组成？',
  },
  slots: (q) => ({
    w: shortList(q.w),
    b: shortList(q.b),
    v: shortList(q.v),
    units: q.w.length,
    all: shortList(bends(q).map(({ at }) => at)),
    places: shortList(realPlaces(q)),
  }),
  key: pieces,
  mistakes: [
    {
      id: 'ignores-output-weights',
      value: (q) => places(bends(q)).length + 1,
      when: (q) => places(bends(q)).length > places(heard(q)).length,
      feedback: {
        en: 'A unit with v = 0 does not reach the output: it bends nothing. Leave it out.',
        'zh-TW': 'v = 0 的單元傳不到輸出，不會造成彎折。要去掉它。',
        'zh-CN': 'v = 0 的单元传不到输出，不会造成弯折。要去掉它。',
      },
    },
    {
      id: 'ignores-cancelling',
      value: (q) => places(heard(q)).length + 1,
      when: (q) => places(heard(q)).length > realPlaces(q).length,
      feedback: {
        en: 'At one place the changes of slope v·|w| sum to 0, so f runs straight on there. Do not count it.',
        'zh-TW': '有一處的斜率變化 v·|w| 相加為 0，f 在那裡是直的。不要計入。',
        'zh-CN': '有一处的斜率变化 v·|w| 相加为 0，f 在那里是直的。不要计入。',
      },
    },
    {
      id: 'ignores-merging',
      value: (q) => heard(q).length + 1,
      when: (q) => heard(q).length > places(heard(q)).length,
      feedback: {
        en: 'Some units bend at the same place. A place counts once, however many units bend there.',
        'zh-TW': '有些單元在同一位置彎折。不論幾個單元，同一位置只算一次。',
        'zh-CN': '有些单元在同一位置弯折。不论几个单元，同一位置只算一次。',
      },
    },
    {
      id: 'every-unit',
      value: ({ w }) => w.length + 1,
      feedback: {
        en: 'That lets each of the {units} units bend f at a place of its own. Leave out v = 0, and merge units that bend at the same place.',
        'zh-TW':
          '這是假設 {units} 個單元各在不同的位置彎折。要去掉 v = 0 的單元，並合併在同一位置彎折的單元。',
        'zh-CN':
          '这是假设 {units} 个单元各在不同的位置弯折。要去掉 v = 0 的单元，并合并在同一位置弯折的单元。',
      },
    },
    {
      id: 'no-plus-one',
      value: (q) => pieces(q) - 1,
      feedback: {
        en: 'That counts the bends, at {places}. There is one piece more than bends.',
        'zh-TW': '這是彎折處的數目，位於 {places}。線段比彎折處多一段。',
        'zh-CN': '这是弯折处的数目，位于 {places}。线段比弯折处多一段。',
      },
    },
    {
      id: 'one-per-unit',
      value: ({ w }) => w.length,
      feedback: {
        en: 'That is the number of hidden units. Units make bends, not pieces: find the places where the slope changes, at {places}, and add one.',
        'zh-TW': '這是隱藏單元的數目。單元造成的是彎折，不是線段：找出斜率改變的位置 {places}，再加一。',
        'zh-CN': '这是隐藏单元的数目。单元造成的是弯折，不是线段：找出斜率改变的位置 {places}，再加一。',
      },
    },
    {
      id: 'like-one-unit',
      value: () => 2,
      feedback: {
        en: 'A single ReLU has 2 pieces. The sum of several bends wherever the slope changes: at {places}.',
        'zh-TW': '單獨一個 ReLU 有 2 段。多個相加後，斜率改變的地方都會彎折：位於 {places}。',
        'zh-CN': '单独一个 ReLU 有 2 段。多个相加后，斜率改变的地方都会弯折：位于 {places}。',
      },
    },
    {
      id: 'all-patterns',
      value: ({ w }) => 2 ** w.length,
      feedback: {
        en: 'That counts all patterns of units that are on or off. Along a line most of them never occur: count the bends.',
        'zh-TW': '這是各單元開或關的所有組合。沿著一條線，多數組合不會出現：要數彎折處。',
        'zh-CN': '这是各单元开或关的所有组合。沿着一条线，多数组合不会出现：要数弯折处。',
      },
    },
    {
      id: 'two-per-unit',
      value: ({ w }) => 2 * w.length,
      feedback: {
        en: 'Each unit alone has two pieces, but pieces do not add up. Count the bends of the sum and add one.',
        'zh-TW': '每個單元單獨看有兩段，但段數不能相加。要數總和的彎折處，再加一。',
        'zh-CN': '每个单元单独看有两段，但段数不能相加。要数总和的弯折处，再加一。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'f is straight except where a unit switches on or off.',
      'zh-TW': '除了單元開或關的位置之外，f 都是直的。',
      'zh-CN': '除了单元开或关的位置之外，f 都是直的。',
    },
    {
      en: 'A unit bends at x = −b/w and changes the slope by v·|w|. Add up the changes at each place.',
      'zh-TW': '一個單元在 x = −b/w 處彎折，斜率改變 v·|w|。把每個位置的改變量相加。',
      'zh-CN': '一个单元在 x = −b/w 处弯折，斜率改变 v·|w|。把每个位置的改变量相加。',
    },
    {
      en: 'Unit by unit, −b/w is {all}.',
      'zh-TW': '各單元的 −b/w 依序是 {all}。',
      'zh-CN': '各单元的 −b/w 依次是 {all}。',
    },
  ],
  difficulty: (q) =>
    0.3 +
    0.1 * (q.w.length - 3) +
    0.2 * Number(q.v.includes(0)) +
    0.3 * Number(places(heard(q)).length > realPlaces(q).length),
});

function steps(q: ReluNet): readonly Step[] {
  const all = bends(q);
  return [
    {
      text: {
        en: 'Unit by unit, the place −b/w of the bend: {places}.',
        'zh-TW': '各單元彎折的位置 −b/w：{places}。',
        'zh-CN': '各单元弯折的位置 −b/w：{places}。',
      },
      slots: { places: shortList(all.map(({ at }) => at)) },
    },
    {
      text: {
        en: 'Unit by unit, the change of slope v·|w|: {jumps}.',
        'zh-TW': '各單元的斜率變化 v·|w|：{jumps}。',
        'zh-CN': '各单元的斜率变化 v·|w|：{jumps}。',
      },
      slots: { jumps: shortList(all.map(({ jump }) => jump)) },
    },
    {
      text: {
        en: 'At the places {places} the changes sum to {sums}.',
        'zh-TW': '在位置 {places}，變化的總和是 {sums}。',
        'zh-CN': '在位置 {places}，变化的总和是 {sums}。',
      },
      slots: {
        places: shortList(places(all)),
        sums: shortList(places(all).map((place) => jumpAt(q, place))),
      },
    },
    {
      text: {
        en: 'Places where the sum is not 0, plus one:',
        'zh-TW': '總和不為 0 的位置數，再加一：',
        'zh-CN': '总和不为 0 的位置数，再加一：',
      },
      expression: `${pieces(q) - 1} + 1`,
      value: pieces(q),
    },
  ];
}
