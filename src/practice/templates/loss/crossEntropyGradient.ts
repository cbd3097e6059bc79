import { numberTemplate, type Step } from '../../template.ts';
import { at, total } from '../../lists.ts';
import { short, shortList } from '../../written.ts';
import { drawLogits, nameOf, namesUpTo, softmax, termsAdded } from './classes.ts';

interface Labelled extends Record<string, unknown> {
  z: number[];
  /** The true class, and the class by whose logit is differentiated. */
  y: number;
  i: number;
}

const probability = ({ z, i }: Labelled): number => at(softmax(z), i);

const target = ({ y, i }: Labelled): number => Number(y === i);

/** ∂L/∂z_i = p_i − y_i: Bishop, Pattern Recognition and Machine Learning, equation 4.109 for one example. */
const gradient = (q: Labelled): number => probability(q) - target(q);

export const crossEntropyGradient = numberTemplate<Labelled>({
  id: 'loss.crossentropy.gradient',
  version: 1,
  topic: 'loss',
  bloom: 'apply',
  skills: ['cross-entropy', 'gradients'],
  answer: { of: 'real', decimals: 4 },
  params(draw) {
    const count = draw.pick([3, 3, 4]);
    const y = draw.integer(0, count - 1);
    const i = draw.chance(0.5) ? y : draw.integer(0, count - 1);
    return { z: drawLogits(draw, count), y, i };
  },
  holds: (q) => new Set(q.z).size === q.z.length && probability(q) > 0.06 && probability(q) < 0.9,
  stem: {
    en: 'The logits of the classes {names} are {logits}, in this order; the true class is {truth}. L is the softmax cross-entropy with the natural logarithm. What is the derivative of L with respect to the logit of class {name}?',
    'zh-TW':
      '類別 {names} 的 logits 依序為 {logits}，真實類別是 {truth}。L 是用自然對數的 softmax 交叉熵。L 對類別 {name} 的 logit 的導數是多少？',
    'zh-CN':
      '类别 {names} 的 logits 依次为 {logits}，真实类别是 {truth}。L 是用自然对数的 softmax 交叉熵。L 对类别 {name} 的 logit 的导数是多少？',
  },
  slots: (q) => ({
    logits: shortList(q.z),
    names: namesUpTo(q.z.length),
    truth: nameOf(q.y),
    name: nameOf(q.i),
    own: short(at(q.z, q.i)),
    p: short(probability(q)),
    target: target(q),
    count: q.z.length,
  }),
  key: gradient,
  mistakes: [
    {
      id: 'target-minus-p',
      value: (q) => -gradient(q),
      feedback: {
        en: 'The sign is turned round: that is the direction of the update. The gradient is probability minus target.',
        'zh-TW': '符號反了：這是更新的方向。梯度是機率減去目標。',
        'zh-CN': '符号反了：这是更新的方向。梯度是概率减去目标。',
      },
    },
    {
      id: 'probability-only',
      value: probability,
      when: (q) => q.i === q.y,
      feedback: {
        en: '{p} is the probability. Class {name} is the true class, so its target {target} is subtracted.',
        'zh-TW': '{p} 是機率。類別 {name} 是真實類別，要減去它的目標 {target}。',
        'zh-CN': '{p} 是概率。类别 {name} 是真实类别，要减去它的目标 {target}。',
      },
    },
    {
      id: 'target-everywhere',
      value: (q) => probability(q) - 1,
      when: (q) => q.i !== q.y,
      feedback: {
        en: '1 is subtracted for the true class {truth} only. The target of class {name} is {target}.',
        'zh-TW': '只有真實類別 {truth} 才減 1。類別 {name} 的目標是 {target}。',
        'zh-CN': '只有真实类别 {truth} 才减 1。类别 {name} 的目标是 {target}。',
      },
    },
    {
      id: 'times-slope',
      value: (q) => gradient(q) * probability(q) * (1 - probability(q)),
      feedback: {
        en: 'The factor p(1 − p) belongs to the squared error. With cross-entropy it cancels out.',
        'zh-TW': '因子 p(1 − p) 屬於平方誤差。用交叉熵時它會被約掉。',
        'zh-CN': '因子 p(1 − p) 属于平方误差。用交叉熵时它会被约掉。',
      },
    },
    {
      id: 'softmax-slope',
      value: (q) => probability(q) * (1 - probability(q)),
      feedback: {
        en: 'That is the derivative of the probability itself. The loss is the negative logarithm of the probability of class {truth}.',
        'zh-TW': '這是機率本身的導數。損失是類別 {truth} 的機率的負對數。',
        'zh-CN': '这是概率本身的导数。损失是类别 {truth} 的概率的负对数。',
      },
    },
    {
      id: 'by-probability',
      value: (q) => -1 / probability(q),
      when: (q) => q.i === q.y,
      feedback: {
        en: 'That is the derivative with respect to the probability. The chain rule goes on through the softmax to the logit.',
        'zh-TW': '這是對機率的導數。還要用連鎖律經過 softmax 求到 logit。',
        'zh-CN': '这是对概率的导数。还要用链式法则经过 softmax 求到 logit。',
      },
    },
    {
      id: 'averaged',
      value: (q) => gradient(q) / q.z.length,
      feedback: {
        en: 'Do not divide by the number of classes, {count}: cross-entropy is a sum over classes, not a mean.',
        'zh-TW': '不要除以類別數 {count}：交叉熵是對類別求和，不是平均。',
        'zh-CN': '不要除以类别数 {count}：交叉熵是对类别求和，不是平均。',
      },
    },
    {
      id: 'logit-minus-target',
      value: (q) => at(q.z, q.i) - target(q),
      feedback: {
        en: 'That subtracts the target from the logit {own}. Turn the logits into probabilities first.',
        'zh-TW': '這是用 logit {own} 減去目標。要先把 logits 變成機率。',
        'zh-CN': '这是用 logit {own} 减去目标。要先把 logits 变成概率。',
      },
    },
    {
      id: 'sigmoid',
      value: (q) => 1 / (1 + Math.exp(-at(q.z, q.i))) - target(q),
      feedback: {
        en: 'That uses the sigmoid of {own}. Here the probability comes from the softmax over all {count} classes.',
        'zh-TW': '這裡用了 {own} 的 sigmoid。本題的機率來自對全部 {count} 個類別的 softmax。',
        'zh-CN': '这里用了 {own} 的 sigmoid。本题的概率来自对全部 {count} 个类别的 softmax。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Softmax and cross-entropy together have a very simple derivative: how far the probability is from its target.',
      'zh-TW': 'softmax 與交叉熵合起來的導數很簡單：機率離目標有多遠。',
      'zh-CN': 'softmax 与交叉熵合起来的导数很简单：概率离目标有多远。',
    },
    { en: '∂L/∂zᵢ = pᵢ − yᵢ', 'zh-TW': '∂L/∂zᵢ = pᵢ − yᵢ', 'zh-CN': '∂L/∂zᵢ = pᵢ − yᵢ' },
    {
      en: 'The softmax gives class {name} the probability {p}.',
      'zh-TW': 'softmax 給類別 {name} 的機率是 {p}。',
      'zh-CN': 'softmax 给类别 {name} 的概率是 {p}。',
    },
  ],
  difficulty: ({ z, y, i }) => (z.length === 3 ? 0.4 : 0.55) + 0.2 * Number(y !== i),
});

function stepsOf(q: Labelled): Step[] {
  const powers = q.z.map((score) => Math.exp(score));
  const sum = total(powers);
  const name = nameOf(q.i);
  return [
    {
      text: {
        en: 'The exponentials of the logits, added:',
        'zh-TW': '各 logits 的指數相加：',
        'zh-CN': '各 logits 的指数相加：',
      },
      expression: termsAdded(powers),
      value: sum,
    },
    {
      text: {
        en: 'The probability of class {name}:',
        'zh-TW': '類別 {name} 的機率：',
        'zh-CN': '类别 {name} 的概率：',
      },
      slots: { name },
      expression: `${String(at(powers, q.i))} / ${String(sum)}`,
      value: probability(q),
    },
    {
      text: {
        en: 'Minus the target of class {name}, which is {target}:',
        'zh-TW': '減去類別 {name} 的目標 {target}：',
        'zh-CN': '减去类别 {name} 的目标 {target}：',
      },
      slots: { name, target: target(q) },
      expression: `${String(probability(q))} - ${String(target(q))}`,
      value: gradient(q),
    },
  ];
}
