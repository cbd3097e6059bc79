import { numberTemplate, type Step } from '../../template.ts';
import { operand } from '../../written.ts';

/** x feeds a = x² + p and b = c·x + d, and both feed y = a·b. */
interface FanOut extends Record<string, unknown> {
  x: number;
  p: number;
  c: number;
  d: number;
}

const left = ({ x, p }: FanOut): number => x ** 2 + p;
const right = ({ x, c, d }: FanOut): number => c * x + d;
const throughLeft = (q: FanOut): number => 2 * q.x * right(q);
const throughRight = (q: FanOut): number => left(q) * q.c;

/** Derivatives that come back along several paths add up: Goodfellow et al., Deep Learning, section 6.5.2. */
const derivative = (q: FanOut): number => throughLeft(q) + throughRight(q);

const plus = (value: number): string => (value < 0 ? `− ${-value}` : `+ ${value}`);

export const fanOutDerivative = numberTemplate<FanOut>({
  id: 'nets.backprop.fanout',
  version: 1,
  topic: 'nets',
  bloom: 'analyse',
  skills: ['chain-rule', 'computation-graph'],
  answer: { of: 'integer' },
  params: (draw) => ({
    x: draw.integer(1, 5) * draw.pick([-1, 1]),
    p: draw.integer(1, 8) * draw.pick([-1, 1]),
    c: draw.integer(2, 6) * draw.pick([-1, 1]),
    d: draw.integer(1, 9) * draw.pick([-1, 1]),
  }),
  holds: (q) => Math.abs(left(q)) > 1 && Math.abs(right(q)) > 1,
  stem: {
    en: 'In a computation graph the input x feeds two nodes: a = x² {p} and b = {c}·x {d}. Both feed the output y = a·b. What is dy/dx at x = {x}?',
    'zh-TW':
      '在一個計算圖中，輸入 x 送進兩個節點：a = x² {p} 和 b = {c}·x {d}。兩者再送進輸出 y = a·b。在 x = {x} 處，dy/dx 是多少？',
    'zh-CN':
      '在一个计算图中，输入 x 送进两个节点：a = x² {p} 和 b = {c}·x {d}。两者再送进输出 y = a·b。在 x = {x} 处，dy/dx 是多少？',
  },
  slots: (q) => ({
    x: q.x,
    p: plus(q.p),
    c: q.c,
    d: plus(q.d),
    a: left(q),
    b: right(q),
    slopeA: 2 * q.x,
    viaA: throughLeft(q),
    viaB: throughRight(q),
  }),
  key: derivative,
  mistakes: [
    {
      id: 'only-a',
      value: throughLeft,
      feedback: {
        en: 'That is the path through a alone. x also acts through b: add a·db/dx = {viaB}.',
        'zh-TW': '這只是經過 a 的路徑。x 也經過 b 起作用：要加上 a·db/dx = {viaB}。',
        'zh-CN': '这只是经过 a 的路径。x 也经过 b 起作用：要加上 a·db/dx = {viaB}。',
      },
    },
    {
      id: 'only-b',
      value: throughRight,
      feedback: {
        en: 'That is the path through b alone. x also acts through a: add b·da/dx = {viaA}.',
        'zh-TW': '這只是經過 b 的路徑。x 也經過 a 起作用：要加上 b·da/dx = {viaA}。',
        'zh-CN': '这只是经过 b 的路径。x 也经过 a 起作用：要加上 b·da/dx = {viaA}。',
      },
    },
    {
      id: 'product-of-slopes',
      value: (q) => 2 * q.x * q.c,
      feedback: {
        en: 'The derivative of a product is not the product of the derivatives. Each path also carries the value of the other factor.',
        'zh-TW': '乘積的導數不是導數的乘積。每條路徑還要乘上另一個因子的值。',
        'zh-CN': '乘积的导数不是导数的乘积。每条路径还要乘上另一个因子的值。',
      },
    },
    {
      id: 'product-of-paths',
      value: (q) => throughLeft(q) * throughRight(q),
      feedback: {
        en: 'The paths were multiplied with each other. Multiply along a path, and add the paths: {viaA} and {viaB}.',
        'zh-TW': '把兩條路徑相乘了。沿著一條路徑要相乘，不同路徑之間要相加：{viaA} 和 {viaB}。',
        'zh-CN': '把两条路径相乘了。沿着一条路径要相乘，不同路径之间要相加：{viaA} 和 {viaB}。',
      },
    },
    {
      id: 'mean',
      value: (q) => derivative(q) / 2,
      feedback: {
        en: 'The paths were averaged. Their contributions add up: {viaA} and {viaB}.',
        'zh-TW': '把兩條路徑取了平均。它們的貢獻要相加：{viaA} 和 {viaB}。',
        'zh-CN': '把两条路径取了平均。它们的贡献要相加：{viaA} 和 {viaB}。',
      },
    },
    {
      id: 'difference',
      value: (q) => throughLeft(q) - throughRight(q),
      feedback: {
        en: 'The paths were subtracted, as in the quotient rule. Here they add up: {viaA} and {viaB}.',
        'zh-TW': '把兩條路徑相減了，像除法的求導法則那樣。這裡要相加：{viaA} 和 {viaB}。',
        'zh-CN': '把两条路径相减了，像除法的求导法则那样。这里要相加：{viaA} 和 {viaB}。',
      },
    },
    {
      id: 'sum-of-slopes',
      value: (q) => 2 * q.x + q.c,
      when: ({ x, c }) => 2 * x + c !== 2 * x * c,
      feedback: {
        en: 'That would fit y = a + b. For y = a·b each slope is multiplied by the other factor: a = {a}, b = {b}.',
        'zh-TW': '這適用於 y = a + b。對 y = a·b，每個斜率要乘以另一個因子：a = {a}，b = {b}。',
        'zh-CN': '这适用于 y = a + b。对 y = a·b，每个斜率要乘以另一个因子：a = {a}，b = {b}。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'Two paths lead from x to y. Multiply along each path, then add the paths.',
      'zh-TW': '從 x 到 y 有兩條路徑。沿每條路徑相乘，再把各路徑相加。',
      'zh-CN': '从 x 到 y 有两条路径。沿每条路径相乘，再把各路径相加。',
    },
    {
      en: 'dy/dx = b·da/dx + a·db/dx',
      'zh-TW': 'dy/dx = b·da/dx + a·db/dx',
      'zh-CN': 'dy/dx = b·da/dx + a·db/dx',
    },
    {
      en: 'Here a = {a}, b = {b}, and da/dx = {slopeA}.',
      'zh-TW': '這裡 a = {a}，b = {b}，da/dx = {slopeA}。',
      'zh-CN': '这里 a = {a}，b = {b}，da/dx = {slopeA}。',
    },
  ],
  difficulty: ({ x, c, d }) => 0.4 + 0.2 * Number(x < 0) + 0.2 * Number(c < 0) + 0.1 * Number(d < 0),
});

function steps(q: FanOut): readonly Step[] {
  const { x, p, c, d } = q;
  return [
    {
      text: { en: 'Forward, a:', 'zh-TW': '前向計算 a：', 'zh-CN': '前向计算 a：' },
      expression: `${operand(x)}^2 + ${operand(p)}`,
      value: left(q),
    },
    {
      text: { en: 'Forward, b:', 'zh-TW': '前向計算 b：', 'zh-CN': '前向计算 b：' },
      expression: `${operand(c)}*${operand(x)} + ${operand(d)}`,
      value: right(q),
    },
    {
      text: {
        en: 'Back through a: ∂y/∂a = b, times da/dx = 2x:',
        'zh-TW': '經過 a 往回：∂y/∂a = b，乘以 da/dx = 2x：',
        'zh-CN': '经过 a 往回：∂y/∂a = b，乘以 da/dx = 2x：',
      },
      expression: `${operand(right(q))}*2*${operand(x)}`,
      value: throughLeft(q),
    },
    {
      text: {
        en: 'Back through b: ∂y/∂b = a, times db/dx = {c}:',
        'zh-TW': '經過 b 往回：∂y/∂b = a，乘以 db/dx = {c}：',
        'zh-CN': '经过 b 往回：∂y/∂b = a，乘以 db/dx = {c}：',
      },
      slots: { c },
      expression: `${operand(left(q))}*${operand(c)}`,
      value: throughRight(q),
    },
    {
      text: { en: 'Both paths together:', 'zh-TW': '兩條路徑相加：', 'zh-CN': '两条路径相加：' },
      expression: `${operand(throughLeft(q))} + ${operand(throughRight(q))}`,
      value: derivative(q),
    },
  ];
}
