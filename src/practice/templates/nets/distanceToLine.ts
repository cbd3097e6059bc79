import { numberTemplate, type Step } from '../../template.ts';
import { operand } from '../../written.ts';

interface LineAndPoint extends Record<string, unknown> {
  w1: number;
  w2: number;
  b: number;
  x1: number;
  x2: number;
}

const score = ({ w1, w2, b, x1, x2 }: LineAndPoint): number => w1 * x1 + w2 * x2 + b;
const squaredNorm = ({ w1, w2 }: LineAndPoint): number => w1 ** 2 + w2 ** 2;

/** |w·x + b| / ‖w‖: Bishop, Pattern Recognition and Machine Learning, section 4.1.1. */
const distance = (q: LineAndPoint): number => Math.abs(score(q)) / Math.sqrt(squaredNorm(q));

export const distanceToLine = numberTemplate<LineAndPoint>({
  id: 'nets.perceptron.distance',
  version: 1,
  topic: 'nets',
  bloom: 'apply',
  skills: ['decision-boundary'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({
    w1: draw.integer(1, 6) * draw.pick([-1, 1]),
    w2: draw.integer(1, 6) * draw.pick([-1, 1]),
    b: draw.integer(1, 12) * draw.pick([-1, 1]),
    x1: draw.integer(-6, 6),
    x2: draw.integer(-6, 6),
  }),
  holds: (q) => score(q) !== 0 && (q.x1 !== 0 || q.x2 !== 0),
  stem: {
    en: 'A linear classifier decides by the sign of w·x + b, with w = ({w1}, {w2}) and b = {b}. How far is the point x = ({x1}, {x2}) from the decision boundary w·x + b = 0? Give the distance without a sign.',
    'zh-TW':
      '一個線性分類器以 w·x + b 的正負號做決定，其中 w = ({w1}, {w2})，b = {b}。點 x = ({x1}, {x2}) 離決策邊界 w·x + b = 0 有多遠？請給出不帶正負號的距離。',
    'zh-CN':
      '一个线性分类器以 w·x + b 的正负号做决定，其中 w = ({w1}, {w2})，b = {b}。点 x = ({x1}, {x2}) 离决策边界 w·x + b = 0 有多远？请给出不带正负号的距离。',
  },
  slots: (q) => ({
    w1: q.w1,
    w2: q.w2,
    b: q.b,
    x1: q.x1,
    x2: q.x2,
    score: score(q),
    squared: squaredNorm(q),
  }),
  key: distance,
  mistakes: [
    {
      id: 'no-norm',
      value: (q) => Math.abs(score(q)),
      feedback: {
        en: 'That is only |w·x + b|, and it grows when w and b are scaled. Divide by the length of w, √{squared}.',
        'zh-TW': '這只是 |w·x + b|，w 和 b 放大時它也會變大。要除以 w 的長度 √{squared}。',
        'zh-CN': '这只是 |w·x + b|，w 和 b 放大时它也会变大。要除以 w 的长度 √{squared}。',
      },
    },
    {
      id: 'squared-norm',
      value: (q) => Math.abs(score(q)) / squaredNorm(q),
      feedback: {
        en: 'That divides by the squared length {squared}. Take its square root first.',
        'zh-TW': '這除以了長度的平方 {squared}。要先開平方根。',
        'zh-CN': '这除以了长度的平方 {squared}。要先开平方根。',
      },
    },
    {
      id: 'no-bias',
      value: (q) => Math.abs(score(q) - q.b) / Math.sqrt(squaredNorm(q)),
      feedback: {
        en: 'The bias was left out: that is the distance from a parallel line through the origin. Add b = {b}.',
        'zh-TW': '漏了偏差：這是到一條通過原點的平行線的距離。要加上 b = {b}。',
        'zh-CN': '漏了偏置：这是到一条通过原点的平行线的距离。要加上 b = {b}。',
      },
    },
    {
      id: 'sum-of-weights',
      value: (q) => Math.abs(score(q)) / (Math.abs(q.w1) + Math.abs(q.w2)),
      feedback: {
        en: 'The length of w is not the sum of its absolute values. It is the root of the sum of squares, √{squared}.',
        'zh-TW': 'w 的長度不是各分量絕對值的和，而是平方和的平方根 √{squared}。',
        'zh-CN': 'w 的长度不是各分量绝对值的和，而是平方和的平方根 √{squared}。',
      },
    },
    {
      id: 'first-weight',
      value: (q) => Math.abs(score(q)) / Math.abs(q.w1),
      when: ({ w1 }) => Math.abs(w1) > 1,
      feedback: {
        en: 'That divides by the first weight alone, which measures along one axis. Divide by the length of the whole w, √{squared}.',
        'zh-TW': '這只除以第一個權重，量的是沿著座標軸的長度。要除以整個 w 的長度 √{squared}。',
        'zh-CN': '这只除以第一个权重，量的是沿着坐标轴的长度。要除以整个 w 的长度 √{squared}。',
      },
    },
    {
      id: 'bias-in-norm',
      value: (q) => Math.abs(score(q)) / Math.sqrt(squaredNorm(q) + q.b ** 2),
      feedback: {
        en: 'The bias does not belong to the length: it moves the line without turning it. Divide by √{squared}.',
        'zh-TW': '偏差不屬於這個長度：它只平移直線，不改變方向。要除以 √{squared}。',
        'zh-CN': '偏置不属于这个长度：它只平移直线，不改变方向。要除以 √{squared}。',
      },
    },
    {
      id: 'from-origin',
      value: (q) => Math.hypot(q.x1, q.x2),
      feedback: {
        en: 'That is the distance of the point from the origin. Measure at a right angle to the line instead.',
        'zh-TW': '這是點到原點的距離。應該量點到直線的垂直距離。',
        'zh-CN': '这是点到原点的距离。应该量点到直线的垂直距离。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'w stands at a right angle to the boundary. Measure w·x + b in units of the length of w.',
      'zh-TW': 'w 與邊界垂直。用 w 的長度當單位來量 w·x + b。',
      'zh-CN': 'w 与边界垂直。用 w 的长度当单位来量 w·x + b。',
    },
    {
      en: '|w·x + b| / ‖w‖, with ‖w‖ the root of the sum of squares of the weights',
      'zh-TW': '|w·x + b| / ‖w‖，其中 ‖w‖ 是各權重平方和的平方根',
      'zh-CN': '|w·x + b| / ‖w‖，其中 ‖w‖ 是各权重平方和的平方根',
    },
    {
      en: 'Here w·x + b = {score}, and the squares of the weights sum to {squared}.',
      'zh-TW': '這裡 w·x + b = {score}，權重的平方和是 {squared}。',
      'zh-CN': '这里 w·x + b = {score}，权重的平方和是 {squared}。',
    },
  ],
  difficulty: (q) =>
    0.3 + 0.3 * Number(score(q) < 0) + 0.2 * Number(!Number.isInteger(Math.sqrt(squaredNorm(q)))),
});

function steps(q: LineAndPoint): readonly Step[] {
  const { w1, w2, b, x1, x2 } = q;
  return [
    {
      text: { en: 'The score of the point:', 'zh-TW': '這個點的分數：', 'zh-CN': '这个点的分数：' },
      expression: `${operand(w1)}*${operand(x1)} + ${operand(w2)}*${operand(x2)} + ${operand(b)}`,
      value: score(q),
    },
    {
      text: {
        en: 'The squared length of w:',
        'zh-TW': 'w 長度的平方：',
        'zh-CN': 'w 长度的平方：',
      },
      expression: `${operand(w1)}^2 + ${operand(w2)}^2`,
      value: squaredNorm(q),
    },
    {
      text: {
        en: 'Its square root is the length:',
        'zh-TW': '它的平方根就是長度：',
        'zh-CN': '它的平方根就是长度：',
      },
      expression: `${squaredNorm(q)}^0.5`,
      value: Math.sqrt(squaredNorm(q)),
    },
    {
      text: {
        en: 'Divide the size of the score by the length:',
        'zh-TW': '分數的絕對值除以長度：',
        'zh-CN': '分数的绝对值除以长度：',
      },
      expression: `${Math.abs(score(q))}/${operand(Math.sqrt(squaredNorm(q)))}`,
      value: distance(q),
    },
  ];
}
