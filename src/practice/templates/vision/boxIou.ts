import { numberTemplate, type Step } from '../../template.ts';

/** Left, top, right and bottom edge. */
type Box = readonly [number, number, number, number];

interface Pair extends Record<string, unknown> {
  a: Box;
  b: Box;
}

const area = ([left, top, right, bottom]: Box): number => (right - left) * (bottom - top);

const common = ({ a, b }: Pair): { width: number; height: number } => ({
  width: Math.min(a[2], b[2]) - Math.max(a[0], b[0]),
  height: Math.min(a[3], b[3]) - Math.max(a[1], b[1]),
});

const shared = (q: Pair): number => common(q).width * common(q).height;

/** The intersection over the union: Everingham et al., The PASCAL Visual Object Classes Challenge. */
const iou = (q: Pair): number => shared(q) / (area(q.a) + area(q.b) - shared(q));

/** Its corners counted as pixels, as PASCAL VOC does. */
const withPixels = (box: Box): Box => [box[0], box[1], box[2] + 1, box[3] + 1];

export const boxIou = numberTemplate<Pair>({
  id: 'vision.box.iou',
  version: 1,
  topic: 'vision',
  bloom: 'apply',
  skills: ['iou'],
  answer: { of: 'real', decimals: 3 },
  params(draw) {
    const [left, top] = [draw.integer(0, 30), draw.integer(0, 30)];
    const a: Box = [left, top, left + draw.integer(8, 30), top + draw.integer(8, 30)];
    const x = left + draw.integer(-10, 20);
    const y = top + draw.integer(-10, 20);
    return { a, b: [x, y, x + draw.integer(8, 30), y + draw.integer(8, 30)] };
  },
  holds: (q) =>
    common(q).width >= 3 &&
    common(q).height >= 3 &&
    Math.min(...q.b) >= 0 &&
    shared(q) < Math.min(area(q.a), area(q.b)) &&
    iou(q) >= 0.05,
  stem: {
    en: 'Two boxes are given by their edges (left, top, right, bottom): A = ({a}) and B = ({b}). A box with edges 0 and 5 is 5 wide. What is their intersection over union (IoU)?',
    'zh-TW':
      '兩個框以邊界（左, 上, 右, 下）給出：A = ({a})，B = ({b})。左右邊界為 0 和 5 的框寬 5。它們的交並比（IoU）是多少？',
    'zh-CN':
      '两个框以边界（左, 上, 右, 下）给出：A = ({a})，B = ({b})。左右边界为 0 和 5 的框宽 5。它们的交并比（IoU）是多少？',
  },
  slots: (q) => ({
    a: q.a.join(', '),
    b: q.b.join(', '),
    areaA: area(q.a),
    areaB: area(q.b),
    shared: shared(q),
    ...common(q),
  }),
  key: iou,
  mistakes: [
    {
      id: 'counted-twice',
      value: (q) => shared(q) / (area(q.a) + area(q.b)),
      feedback: {
        en: 'The sum of the areas counts what is common twice: subtract {shared} once.',
        'zh-TW': '面積和把重疊部分算了兩次：要減去一次 {shared}。',
        'zh-CN': '面积和把重叠部分算了两次：要减去一次 {shared}。',
      },
    },
    {
      id: 'over-smaller',
      value: (q) => shared(q) / Math.min(area(q.a), area(q.b)),
      feedback: {
        en: 'Divide by the area of the union, not by that of the smaller box.',
        'zh-TW': '要除以聯集的面積，不是較小框的面積。',
        'zh-CN': '要除以并集的面积，不是较小框的面积。',
      },
    },
    {
      id: 'over-larger',
      value: (q) => shared(q) / Math.max(area(q.a), area(q.b)),
      feedback: {
        en: 'Divide by the area of the union, not by that of the larger box.',
        'zh-TW': '要除以聯集的面積，不是較大框的面積。',
        'zh-CN': '要除以并集的面积，不是较大框的面积。',
      },
    },
    {
      id: 'dice',
      value: (q) => (2 * shared(q)) / (area(q.a) + area(q.b)),
      feedback: {
        en: 'That is the Dice coefficient. IoU counts the intersection once, above and below.',
        'zh-TW': '這是 Dice 係數。IoU 的分子和分母都只算一次交集。',
        'zh-CN': '这是 Dice 系数。IoU 的分子和分母都只算一次交集。',
      },
    },
    {
      id: 'pixels-counted',
      value: (q) => iou({ a: withPixels(q.a), b: withPixels(q.b) }),
      feedback: {
        en: 'The numbers are edges, not pixels that belong to the box: do not add 1 to width and height.',
        'zh-TW': '這些數是邊界，不是框內的像素：寬和高不要加 1。',
        'zh-CN': '这些数是边界，不是框内的像素：宽和高不要加 1。',
      },
    },
    {
      id: 'enclosing-box',
      value: ({ a, b }) =>
        shared({ a, b }) /
        ((Math.max(a[2], b[2]) - Math.min(a[0], b[0])) * (Math.max(a[3], b[3]) - Math.min(a[1], b[1]))),
      feedback: {
        en: 'The union is not the box around both: its empty corners do not count.',
        'zh-TW': '聯集不是包住兩者的外框：空的角落不算。',
        'zh-CN': '并集不是包住两者的外框：空的角落不算。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Find the rectangle that both boxes share, then divide its area by the area covered by at least one of them.',
      'zh-TW': '先找出兩個框共有的矩形，再把它的面積除以至少被一個框覆蓋的面積。',
      'zh-CN': '先找出两个框共有的矩形，再把它的面积除以至少被一个框覆盖的面积。',
    },
    {
      en: 'I / (A + B − I), where I is the common area',
      'zh-TW': 'I / (A + B − I)，其中 I 是交集的面積',
      'zh-CN': 'I / (A + B − I)，其中 I 是交集的面积',
    },
    {
      en: 'The common rectangle is {width} wide and {height} high.',
      'zh-TW': '共有的矩形寬 {width}，高 {height}。',
      'zh-CN': '共有的矩形宽 {width}，高 {height}。',
    },
  ],
  difficulty: (q) => (area(q.a) === area(q.b) ? 0.4 : 0.5),
});

function stepsOf(q: Pair): Step[] {
  const { a, b } = q;
  const [right, left] = [Math.min(a[2], b[2]), Math.max(a[0], b[0])];
  const [bottom, top] = [Math.min(a[3], b[3]), Math.max(a[1], b[1])];
  const areaOf = (box: Box): string => `(${box[2]} - ${box[0]})*(${box[3]} - ${box[1]})`;
  return [
    {
      text: {
        en: 'The intersection reaches from {left} to {right} and from {top} to {bottom}. Its area:',
        'zh-TW': '交集橫向從 {left} 到 {right}，縱向從 {top} 到 {bottom}。它的面積：',
        'zh-CN': '交集横向从 {left} 到 {right}，纵向从 {top} 到 {bottom}。它的面积：',
      },
      slots: { left, right, top, bottom },
      expression: `(${right} - ${left})*(${bottom} - ${top})`,
      value: shared(q),
    },
    {
      text: { en: 'The area of A:', 'zh-TW': 'A 的面積：', 'zh-CN': 'A 的面积：' },
      expression: areaOf(a),
      value: area(a),
    },
    {
      text: { en: 'The area of B:', 'zh-TW': 'B 的面積：', 'zh-CN': 'B 的面积：' },
      expression: areaOf(b),
      value: area(b),
    },
    {
      text: {
        en: 'The union, which counts the intersection once:',
        'zh-TW': '聯集，交集只算一次：',
        'zh-CN': '并集，交集只算一次：',
      },
      expression: `${area(a)} + ${area(b)} - ${shared(q)}`,
      value: area(a) + area(b) - shared(q),
    },
    {
      text: { en: 'The IoU:', 'zh-TW': 'IoU：', 'zh-CN': 'IoU：' },
      expression: `${shared(q)}/${area(a) + area(b) - shared(q)}`,
      value: iou(q),
    },
  ];
}
