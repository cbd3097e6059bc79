import type { Draw } from '../../draw.ts';
import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';

interface Row extends Record<string, unknown> {
  width: number;
  threshold: number;
  /** Of the boxes' left edges. */
  lefts: readonly number[];
  scores: readonly number[];
}

type Overlap = (first: number, second: number) => boolean;

const count = 5;
const all: readonly number[] = [0, 1, 2, 3, 4];

const iou = ({ width, lefts }: Row, first: number, second: number): number => {
  const shared = Math.max(0, width - Math.abs((lefts[first] ?? 0) - (lefts[second] ?? 0)));
  return shared / (2 * width - shared);
};

const overlaps =
  (q: Row): Overlap =>
  (first, second) =>
    iou(q, first, second) > q.threshold;

const byScore = ({ scores }: Row): number[] => [...all].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));

/** In this order, each box stays unless it overlaps with one that stayed: greedy NMS as in Girshick et al., R-CNN. */
const kept = (order: readonly number[], overlap: Overlap): number[] => {
  const survivors: number[] = [];
  for (const box of order) if (!survivors.some((other) => overlap(other, box))) survivors.push(box);
  return survivors;
};

const survivorsOf = (q: Row): number[] => kept(byScore(q), overlaps(q));

/** Boxes that overlap with none of a higher score, whether or not that one stayed. */
const aloneOnTop = (q: Row): number => {
  const order = byScore(q);
  return order.filter((box, rank) => !order.slice(0, rank).some((other) => overlaps(q)(other, box))).length;
};

const byShareOfWidth = (q: Row): number => {
  const reach = q.width * (1 - q.threshold);
  return kept(byScore(q), (a, b) => Math.abs((q.lefts[a] ?? 0) - (q.lefts[b] ?? 0)) < reach).length;
};

const leftToRight = (q: Row): number => {
  const order = [...all].sort((a, b) => (q.lefts[a] ?? 0) - (q.lefts[b] ?? 0));
  return kept(order, overlaps(q)).length;
};

/** Whether one of the mistakes that only understanding avoids leads to another number. */
const isInstructive = (q: Row): boolean =>
  [aloneOnTop(q), byShareOfWidth(q), leftToRight(q)].some((wrong) => wrong !== survivorsOf(q).length);

const drawRow = (draw: Draw): Row => ({
  width: draw.integer(20, 40),
  threshold: draw.pick([0.3, 0.4, 0.5]),
  lefts: draw.list(count, () => draw.integer(0, 64)),
  scores: draw.sample([0.95, 0.92, 0.88, 0.85, 0.81, 0.77, 0.72, 0.66, 0.58, 0.53], count),
});

export const nmsSurvivors = numberTemplate<Row>({
  id: 'vision.nms.survivors',
  version: 1,
  topic: 'vision',
  bloom: 'apply',
  skills: ['nms'],
  answer: { of: 'integer' },
  params(draw) {
    const rows = draw.list(4, () => drawRow(draw));
    return rows.find(isInstructive) ?? drawRow(draw);
  },
  holds: (q) =>
    new Set(q.lefts).size === count &&
    all.every((a) => all.every((b) => a === b || Math.abs(iou(q, a, b) - q.threshold) >= 0.01)),
  stem: {
    en: 'A detector finds 5 boxes of one class, all of the same height and in one row, each {width} wide. Their left edges are {lefts}, and their scores, in the same order, {scores}. Greedy non-maximum suppression removes boxes whose IoU with a kept box is above {threshold}. How many boxes stay?',
    'zh-TW':
      '偵測器找到同一類別的 5 個框，高度相同、排成一列，每個寬 {width}。它們的左邊界是 {lefts}，分數依同樣順序是 {scores}。貪婪的非極大值抑制會移除與已保留的框 IoU 大於 {threshold} 的框。留下幾個框？',
    'zh-CN':
      '检测器找到同一类别的 5 个框，高度相同、排成一行，每个宽 {width}。它们的左边界是 {lefts}，分数按同样顺序是 {scores}。贪心的非极大值抑制会移除与已保留的框 IoU 大于 {threshold} 的框。留下几个框？',
  },
  slots: (q) => ({
    width: q.width,
    threshold: q.threshold,
    lefts: listed(q.lefts),
    scores: listed(q.scores),
    best: Math.max(...q.scores),
    reach: Number(reachOf(q).toFixed(2)),
  }),
  key: (q) => survivorsOf(q).length,
  mistakes: [
    {
      id: 'removed-suppress',
      value: aloneOnTop,
      feedback: {
        en: 'A box that has been removed suppresses no other box any more: compare only with boxes that were kept.',
        'zh-TW': '已被移除的框不再抑制其他框：只與保留下來的框比較。',
        'zh-CN': '已被移除的框不再抑制其他框：只与保留下来的框比较。',
      },
    },
    {
      id: 'one-round',
      value: (q) =>
        count -
        byScore(q)
          .slice(1)
          .filter((box) => overlaps(q)(byScore(q)[0] ?? 0, box)).length,
      feedback: {
        en: 'That is after one round, with the box of score {best}. Go on with the best box that is left, until none is.',
        'zh-TW': '這只做了一輪，用的是分數 {best} 的框。要用剩下分數最高的框繼續，直到沒有剩下的框。',
        'zh-CN': '这只做了一轮，用的是分数 {best} 的框。要用剩下分数最高的框继续，直到没有剩下的框。',
      },
    },
    {
      id: 'removed-counted',
      value: (q) => count - survivorsOf(q).length,
      feedback: {
        en: 'That is how many are removed. The question asks for those that stay.',
        'zh-TW': '這是被移除的個數。題目問的是留下的。',
        'zh-CN': '这是被移除的个数。题目问的是留下的。',
      },
    },
    {
      id: 'any-overlap',
      value: (q) => kept(byScore(q), (a, b) => iou(q, a, b) > 0).length,
      feedback: {
        en: 'Boxes may overlap a little: only an IoU above {threshold} removes one.',
        'zh-TW': '框可以稍微重疊：IoU 大於 {threshold} 才會移除。',
        'zh-CN': '框可以稍微重叠：IoU 大于 {threshold} 才会移除。',
      },
    },
    {
      id: 'share-of-width',
      value: byShareOfWidth,
      feedback: {
        en: 'The common part was divided by the width of a single box. IoU divides it by the union of both.',
        'zh-TW': '重疊部分除以了單個框的寬。IoU 要除以兩個框的聯集。',
        'zh-CN': '重叠部分除以了单个框的宽。IoU 要除以两个框的并集。',
      },
    },
    {
      id: 'left-to-right',
      value: leftToRight,
      feedback: {
        en: 'Take the boxes by falling score, not from left to right.',
        'zh-TW': '要按分數由高到低處理框，不是由左到右。',
        'zh-CN': '要按分数由高到低处理框，不是由左到右。',
      },
    },
    {
      id: 'no-suppression',
      value: () => count,
      feedback: {
        en: 'Some of these boxes overlap with an IoU above {threshold}, so not all 5 stay.',
        'zh-TW': '有些框的 IoU 大於 {threshold}，所以 5 個不會全留下。',
        'zh-CN': '有些框的 IoU 大于 {threshold}，所以 5 个不会全留下。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Keep the box with the highest score, remove what overlaps with it too much, and go on with the best of the rest.',
      'zh-TW': '保留分數最高的框，移除與它重疊太多的框，再用其餘最好的框繼續。',
      'zh-CN': '保留分数最高的框，移除与它重叠太多的框，再用其余最好的框继续。',
    },
    {
      en: 'For boxes of width w, d apart, IoU = (w − d) / (w + d) while d < w, and nothing beyond.',
      'zh-TW': '寬 w、相距 d 的框，d < w 時 IoU = (w − d) / (w + d)，再遠就不重疊。',
      'zh-CN': '宽 w、相距 d 的框，d < w 时 IoU = (w − d) / (w + d)，再远就不重叠。',
    },
    {
      en: 'The IoU is above {threshold} when the left edges are less than about {reach} apart. Start with score {best}.',
      'zh-TW': '左邊界相距小於約 {reach} 時，IoU 大於 {threshold}。從分數 {best} 開始。',
      'zh-CN': '左边界相距小于约 {reach} 时，IoU 大于 {threshold}。从分数 {best} 开始。',
    },
  ],
  difficulty: (q) => (aloneOnTop(q) === survivorsOf(q).length ? 0.5 : 0.8),
});

const listed = (values: readonly number[]): string => values.map((value) => shownNumber(value)).join(', ');

/** So far apart the IoU of two boxes is the threshold. */
const reachOf = ({ width, threshold }: Row): number => (width * (1 - threshold)) / (1 + threshold);

function stepsOf(q: Row): Step[] {
  const { width, threshold, lefts } = q;
  const survivors = survivorsOf(q);
  return [
    {
      text: {
        en: 'Boxes {width} wide and d apart have IoU ({width} − d)/({width} + d). It is above {threshold} when d is less than',
        'zh-TW': '寬 {width}、相距 d 的框，IoU 是 ({width} − d)/({width} + d)。它大於 {threshold}，當 d 小於',
        'zh-CN': '宽 {width}、相距 d 的框，IoU 是 ({width} − d)/({width} + d)。它大于 {threshold}，当 d 小于',
      },
      slots: { width, threshold },
      expression: `${width}*(1 - ${threshold})/(1 + ${threshold})`,
      value: reachOf(q),
    },
    {
      text: {
        en: 'By falling score, the left edges are {order}.',
        'zh-TW': '按分數由高到低，左邊界是 {order}。',
        'zh-CN': '按分数由高到低，左边界是 {order}。',
      },
      slots: { order: listed(byScore(q).map((box) => lefts[box] ?? 0)) },
    },
    {
      text: {
        en: 'A box stays if it is farther than that from all kept before it. These stay: {kept}. Their number',
        'zh-TW': '一個框若與之前保留的框都隔得更遠，就留下。留下的是：{kept}。個數',
        'zh-CN': '一个框若与之前保留的框都隔得更远，就留下。留下的是：{kept}。个数',
      },
      slots: { kept: listed(survivors.map((box) => lefts[box] ?? 0)) },
      value: survivors.length,
    },
  ];
}
