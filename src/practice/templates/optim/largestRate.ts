import { numberTemplate, type Step } from '../../template.ts';
import { operand, tidy } from '../../written.ts';

interface Valley extends Record<string, unknown> {
  curvature: number;
}

/** A step multiplies w by 1 − ηλ, which shrinks it while ηλ < 2 (LeCun et al., Efficient BackProp, 1998, section 5.1). */
const limit = ({ curvature }: Valley): number => 2 / curvature;

export const largestRate = numberTemplate<Valley>({
  id: 'optim.gd.stability',
  version: 1,
  topic: 'optim',
  bloom: 'analyse',
  skills: ['learning-rate'],
  answer: { of: 'real', decimals: 4 },
  params: (draw) => ({ curvature: draw.decimal(0.3, 45, 2) }),
  holds: ({ curvature }) => Math.abs(curvature - 2) > 0.1,
  stem: {
    en: 'The loss is L(w) = (λ/2)·w² with the curvature λ = {curvature}. Gradient descent takes steps w ← w − η·L′(w). Below which learning rate η does it converge to the minimum from any start? Give that limit.',
    'zh-TW':
      '損失為 L(w) = (λ/2)·w²，曲率 λ = {curvature}。梯度下降的每一步是 w ← w − η·L′(w)。學習率 η 要低於多少，才會從任何起點收斂到最小值？請給出這個上限。',
    'zh-CN':
      '损失为 L(w) = (λ/2)·w²，曲率 λ = {curvature}。梯度下降的每一步是 w ← w − η·L′(w)。学习率 η 要低于多少，才会从任何起点收敛到最小值？请给出这个上限。',
  },
  slots: ({ curvature }) => ({ curvature }),
  key: limit,
  mistakes: [
    {
      id: 'one-step',
      value: ({ curvature }) => 1 / curvature,
      feedback: {
        en: 'With 1/λ the minimum is reached in one step. Larger rates overshoot, but still shrink w until the factor 1 − ηλ reaches −1.',
        'zh-TW': '用 1/λ 一步就到最小值。更大的學習率會越過最小值，但在係數 1 − ηλ 到 −1 之前，w 仍會縮小。',
        'zh-CN': '用 1/λ 一步就到最小值。更大的学习率会越过最小值，但在系数 1 − ηλ 到 −1 之前，w 仍会缩小。',
      },
    },
    {
      id: 'upside-down',
      value: ({ curvature }) => curvature / 2,
      feedback: {
        en: 'The fraction is upside down. The steeper the valley, the smaller the steps must be: divide by λ.',
        'zh-TW': '分數上下顛倒了。谷越陡，步子要越小：要除以 λ。',
        'zh-CN': '分数上下颠倒了。谷越陡，步子要越小：要除以 λ。',
      },
    },
    {
      id: 'times-two',
      value: ({ curvature }) => 2 * curvature,
      feedback: {
        en: 'That grows with the curvature. Solve η·λ < 2 for η: divide by λ instead of multiplying.',
        'zh-TW': '這樣會隨曲率變大。從 η·λ < 2 解出 η：要除以 λ，不是乘。',
        'zh-CN': '这样会随曲率变大。从 η·λ < 2 解出 η：要除以 λ，不是乘。',
      },
    },
    {
      id: 'half-gradient',
      value: ({ curvature }) => 4 / curvature,
      feedback: {
        en: 'That takes the gradient as (λ/2)·w. The square brings a factor 2: the gradient is λ·w.',
        'zh-TW': '這樣把梯度當成 (λ/2)·w。平方會帶來係數 2：梯度是 λ·w。',
        'zh-CN': '这样把梯度当成 (λ/2)·w。平方会带来系数 2：梯度是 λ·w。',
      },
    },
    {
      id: 'two-below',
      value: ({ curvature }) => 1 / (2 * curvature),
      feedback: {
        en: 'The 2 belongs above the fraction bar: −1 < 1 − ηλ gives ηλ < 2.',
        'zh-TW': '2 應該在分數線上方：−1 < 1 − ηλ 得到 ηλ < 2。',
        'zh-CN': '2 应该在分数线上方：−1 < 1 − ηλ 得到 ηλ < 2。',
      },
    },
    {
      id: 'root',
      value: ({ curvature }) => 2 / Math.sqrt(curvature),
      feedback: {
        en: 'There is no root in it. Plain gradient descent divides by λ itself.',
        'zh-TW': '這裡沒有平方根。一般的梯度下降要除以 λ 本身。',
        'zh-CN': '这里没有平方根。一般的梯度下降要除以 λ 本身。',
      },
    },
  ],
  steps: solution,
  hints: [
    {
      en: 'One step multiplies w by a fixed factor. It converges while that factor lies between −1 and 1.',
      'zh-TW': '每一步都把 w 乘上同一個係數。係數在 −1 與 1 之間就會收斂。',
      'zh-CN': '每一步都把 w 乘上同一个系数。系数在 −1 与 1 之间就会收敛。',
    },
    {
      en: 'w ← (1 − ηλ)·w, so −1 < 1 − ηλ < 1',
      'zh-TW': 'w ← (1 − ηλ)·w，所以 −1 < 1 − ηλ < 1',
      'zh-CN': 'w ← (1 − ηλ)·w，所以 −1 < 1 − ηλ < 1',
    },
    {
      en: 'The factor is 1 − {curvature}·η. Find the η where it comes to −1.',
      'zh-TW': '係數是 1 − {curvature}·η。求它等於 −1 時的 η。',
      'zh-CN': '系数是 1 − {curvature}·η。求它等于 −1 时的 η。',
    },
  ],
  difficulty: ({ curvature }) =>
    0.5 + 0.1 * Number(curvature < 1) + 0.1 * Number(!Number.isInteger(curvature)),
});

function solution(q: Valley): readonly Step[] {
  const { curvature } = q;
  return [
    {
      text: {
        en: 'The gradient is L′(w) = {curvature}·w, so a step gives w ← (1 − {curvature}·η)·w.',
        'zh-TW': '梯度是 L′(w) = {curvature}·w，所以一步得到 w ← (1 − {curvature}·η)·w。',
        'zh-CN': '梯度是 L′(w) = {curvature}·w，所以一步得到 w ← (1 − {curvature}·η)·w。',
      },
      slots: { curvature },
    },
    {
      text: {
        en: 'At the limit the factor is −1: {curvature}·η must come to this.',
        'zh-TW': '在上限處係數是 −1：{curvature}·η 必須等於',
        'zh-CN': '在上限处系数是 −1：{curvature}·η 必须等于',
      },
      slots: { curvature },
      expression: '1 - (-1)',
      value: 2,
    },
    {
      text: { en: 'Divide by the curvature.', 'zh-TW': '除以曲率。', 'zh-CN': '除以曲率。' },
      expression: `2/${operand(curvature)}`,
      value: tidy(limit(q)),
    },
  ];
}
