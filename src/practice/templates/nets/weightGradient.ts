import { numberTemplate, type Step } from '../../template.ts';
import { operand, tidy } from '../../written.ts';

interface LinearNeuron extends Record<string, unknown> {
  w: number;
  x: number;
  b: number;
  t: number;
}

const predicted = ({ w, x, b }: LinearNeuron): number => tidy(w * x + b);
const error = (q: LinearNeuron): number => tidy(predicted(q) - q.t);

/** dL/dw = 2(wx + b − t)·x by the chain rule: Goodfellow et al., Deep Learning, section 6.5.2. */
const gradient = (q: LinearNeuron): number => tidy(2 * error(q) * q.x);

export const weightGradient = numberTemplate<LinearNeuron>({
  id: 'nets.backprop.weight',
  version: 1,
  topic: 'nets',
  bloom: 'apply',
  skills: ['chain-rule'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({
    w: draw.decimal(0.2, 2, 1) * draw.pick([-1, 1]),
    x: draw.pick([0.5, 1.5, 2.5, 3, 4]) * draw.pick([-1, 1]),
    b: draw.decimal(0.1, 1.5, 1) * draw.pick([-1, 1]),
    t: draw.integer(1, 5) * draw.pick([-1, 1]),
  }),
  holds: (q) => Math.abs(error(q)) >= 0.3 && Math.abs(q.w) !== Math.abs(q.x) && q.x !== 2 * q.w,
  stem: {
    en: 'A neuron without activation predicts y = w·x + b, and the loss is L = (y − t)². With w = {w}, x = {x}, b = {b} and target t = {t}, what is the derivative ∂L/∂w?',
    'zh-TW':
      '一個沒有激活函數的神經元預測 y = w·x + b，損失為 L = (y − t)²。當 w = {w}，x = {x}，b = {b}，目標值 t = {t} 時，導數 ∂L/∂w 是多少？',
    'zh-CN':
      '一个没有激活函数的神经元预测 y = w·x + b，损失为 L = (y − t)²。当 w = {w}，x = {x}，b = {b}，目标值 t = {t} 时，导数 ∂L/∂w 是多少？',
  },
  slots: (q) => ({ w: q.w, x: q.x, b: q.b, t: q.t, y: predicted(q), error: error(q) }),
  key: gradient,
  mistakes: [
    {
      id: 'no-two',
      value: (q) => tidy(error(q) * q.x),
      feedback: {
        en: 'The factor 2 from the square was left out. This loss has no ½ that would cancel it.',
        'zh-TW': '漏了平方帶來的因子 2。這個損失沒有可以抵消它的 ½。',
        'zh-CN': '漏了平方带来的因子 2。这个损失没有可以抵消它的 ½。',
      },
    },
    {
      id: 'no-input',
      value: (q) => tidy(2 * error(q)),
      feedback: {
        en: 'That is ∂L/∂y, which is also ∂L/∂b. For w, multiply by ∂y/∂w = x = {x}.',
        'zh-TW': '這是 ∂L/∂y，也就是 ∂L/∂b。對 w 還要乘以 ∂y/∂w = x = {x}。',
        'zh-CN': '这是 ∂L/∂y，也就是 ∂L/∂b。对 w 还要乘以 ∂y/∂w = x = {x}。',
      },
    },
    {
      id: 'sign',
      value: (q) => -gradient(q),
      feedback: {
        en: 'The sign is turned around: the error is y − t = {error}, not t − y. The minus comes only with the descent step.',
        'zh-TW': '正負號反了：誤差是 y − t = {error}，不是 t − y。負號到梯度下降那一步才出現。',
        'zh-CN': '正负号反了：误差是 y − t = {error}，不是 t − y。负号到梯度下降那一步才出现。',
      },
    },
    {
      id: 'by-input',
      value: (q) => tidy(2 * error(q) * q.w),
      feedback: {
        en: 'That is ∂L/∂x. With respect to w the last factor is x = {x}, not w.',
        'zh-TW': '這是 ∂L/∂x。對 w 求導時，最後的因子是 x = {x}，不是 w。',
        'zh-CN': '这是 ∂L/∂x。对 w 求导时，最后的因子是 x = {x}，不是 w。',
      },
    },
    {
      id: 'loss',
      value: (q) => tidy(error(q) ** 2),
      feedback: {
        en: 'That is the loss itself. Differentiate it with respect to w.',
        'zh-TW': '這是損失本身。要對 w 求導。',
        'zh-CN': '这是损失本身。要对 w 求导。',
      },
    },
    {
      id: 'no-bias',
      value: (q) => tidy(2 * (q.w * q.x - q.t) * q.x),
      feedback: {
        en: 'The bias is missing in the prediction: y = w·x + b = {y}.',
        'zh-TW': '預測中漏了偏差：y = w·x + b = {y}。',
        'zh-CN': '预测中漏了偏置：y = w·x + b = {y}。',
      },
    },
    {
      id: 'no-target',
      value: (q) => tidy(2 * predicted(q) * q.x),
      feedback: {
        en: 'The target was left out. The error is y − t = {error}.',
        'zh-TW': '漏了目標值。誤差是 y − t = {error}。',
        'zh-CN': '漏了目标值。误差是 y − t = {error}。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'w acts on L only through y: use the chain rule.',
      'zh-TW': 'w 只透過 y 影響 L：使用連鎖律。',
      'zh-CN': 'w 只通过 y 影响 L：使用链式法则。',
    },
    {
      en: '∂L/∂w = 2·(y − t)·x',
      'zh-TW': '∂L/∂w = 2·(y − t)·x',
      'zh-CN': '∂L/∂w = 2·(y − t)·x',
    },
    {
      en: 'The prediction is y = {y}, so the error is y − t = {error}.',
      'zh-TW': '預測是 y = {y}，所以誤差是 y − t = {error}。',
      'zh-CN': '预测是 y = {y}，所以误差是 y − t = {error}。',
    },
  ],
  difficulty: (q) => 0.25 + 0.2 * Number(q.w < 0) + 0.2 * Number(q.x < 0) + 0.15 * Number(error(q) < 0),
});

function steps(q: LinearNeuron): readonly Step[] {
  const { w, x, b, t } = q;
  return [
    {
      text: { en: 'The prediction y:', 'zh-TW': '預測值 y：', 'zh-CN': '预测值 y：' },
      expression: `${operand(w)}*${operand(x)} + ${operand(b)}`,
      value: predicted(q),
    },
    {
      text: { en: 'The error y − t:', 'zh-TW': '誤差 y − t：', 'zh-CN': '误差 y − t：' },
      expression: `${operand(predicted(q))} - ${operand(t)}`,
      value: error(q),
    },
    {
      text: {
        en: 'The square gives ∂L/∂y = 2·(y − t):',
        'zh-TW': '由平方得到 ∂L/∂y = 2·(y − t)：',
        'zh-CN': '由平方得到 ∂L/∂y = 2·(y − t)：',
      },
      expression: `2*${operand(error(q))}`,
      value: tidy(2 * error(q)),
    },
    {
      text: {
        en: 'Multiply by ∂y/∂w = x:',
        'zh-TW': '乘以 ∂y/∂w = x：',
        'zh-CN': '乘以 ∂y/∂w = x：',
      },
      expression: `${operand(2 * error(q))}*${operand(x)}`,
      value: gradient(q),
    },
  ];
}
