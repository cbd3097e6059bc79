import type { Draw } from '../../draw.ts';
import type { LocalText } from '../../../protocol/locale.ts';
import { choiceTemplate, type Step } from '../../template.ts';
import { operand, short } from '../../written.ts';

/** The Hessian [[a, b], [b, c]] at a point where the gradient is 0. */
interface Curvature extends Record<string, unknown> {
  a: number;
  b: number;
  c: number;
}

const determinant = ({ a, b, c }: Curvature): number => a * c - b * b;

/** Second partial derivative test. */
function kindOf(q: Curvature): keyof typeof conclusions {
  if (determinant(q) < 0) return 'saddle';
  return q.a > 0 ? 'minimum' : 'maximum';
}

/** Each kind as often as the others; drawn at random, most would be saddles. */
function curvature(draw: Draw): Curvature {
  const [a, c] = [draw.integer(1, 9), draw.integer(1, 9)];
  const kind = draw.pick(['minimum', 'maximum', 'saddle-off', 'saddle-on']);
  // The largest whole b for which both eigenvalues have the sign of a.
  const definite = Math.ceil(Math.sqrt(a * c)) - 1;
  const sign = draw.pick([1, -1]);
  if (kind === 'saddle-off')
    return { a: sign * a, b: draw.pick([1, -1]) * (definite + draw.integer(2, 5)), c: sign * c };
  if (kind === 'saddle-on') return { a: sign * a, b: draw.integer(-6, 6), c: -sign * c };
  const side = kind === 'minimum' ? 1 : -1;
  return { a: side * a, b: draw.integer(-definite, definite), c: side * c };
}

export const criticalPoint = choiceTemplate<Curvature>({
  id: 'optim.critical.kind',
  version: 1,
  topic: 'optim',
  bloom: 'understand',
  skills: ['critical-points'],
  params: curvature,
  holds: (q) => determinant(q) !== 0,
  stem: {
    en: 'At a point the gradient of a loss in 2 weights is 0, and its Hessian is {hessian}. What kind of point is it?',
    'zh-TW': '某點上，有 2 個權重的損失的梯度為 0，Hessian 矩陣是 {hessian}。這是哪一種點？',
    'zh-CN': '某点上，有 2 个权重的损失的梯度为 0，Hessian 矩阵是 {hessian}。这是哪一种点？',
  },
  slots: (q) => ({
    hessian: `[[${short(q.a)}, ${short(q.b)}], [${short(q.b)}, ${short(q.c)}]]`,
    determinant: determinant(q),
    first: q.a,
  }),
  options: () => ({
    minimum: { en: 'a minimum', 'zh-TW': '極小點', 'zh-CN': '极小点' },
    maximum: { en: 'a maximum', 'zh-TW': '極大點', 'zh-CN': '极大点' },
    saddle: { en: 'a saddle point', 'zh-TW': '鞍點', 'zh-CN': '鞍点' },
    open: {
      en: 'the Hessian does not tell',
      'zh-TW': '從 Hessian 矩陣看不出來',
      'zh-CN': '从 Hessian 矩阵看不出来',
    },
  }),
  key: kindOf,
  feedback: (q) => feedbackFor(q),
  steps,
  hints: [
    {
      en: 'A gradient of 0 says that the surface is flat there. The curvature says where it goes from there.',
      'zh-TW': '梯度為 0 表示曲面在那裡是平的。往哪裡去要看曲率。',
      'zh-CN': '梯度为 0 表示曲面在那里是平的。往哪里去要看曲率。',
    },
    {
      en: 'The determinant ac − b² is the product of the eigenvalues; if it is positive, a has their sign.',
      'zh-TW': '行列式 ac − b² 是兩個特徵值的乘積；若為正，a 與特徵值同號。',
      'zh-CN': '行列式 ac − b² 是两个特征值的乘积；若为正，a 与特征值同号。',
    },
    {
      en: 'The determinant is {determinant}.',
      'zh-TW': '行列式是 {determinant}。',
      'zh-CN': '行列式是 {determinant}。',
    },
  ],
  // Signs on the diagonal that differ give a saddle away; a large b hides one.
  difficulty: ({ a, b, c }) => (a * c < 0 ? 0.2 : 0.4) + 0.3 * Number(b !== 0),
});

function feedbackFor(q: Curvature): Record<string, LocalText> {
  const isSaddle = determinant(q) < 0;
  const notBoth = {
    en: 'The determinant {determinant} is negative: the eigenvalues have different signs, so the loss falls in one direction and rises in another.',
    'zh-TW': '行列式 {determinant} 為負：兩個特徵值異號，損失在一個方向下降，在另一個方向上升。',
    'zh-CN': '行列式 {determinant} 为负：两个特征值异号，损失在一个方向下降，在另一个方向上升。',
  };
  const otherSign = {
    en: 'The determinant {determinant} is positive, so both eigenvalues have the sign of {first}. Look which way the loss bends.',
    'zh-TW': '行列式 {determinant} 為正，兩個特徵值都與 {first} 同號。看看損失往哪邊彎。',
    'zh-CN': '行列式 {determinant} 为正，两个特征值都与 {first} 同号。看看损失往哪边弯。',
  };
  return {
    minimum: isSaddle ? notBoth : otherSign,
    maximum: isSaddle ? notBoth : otherSign,
    saddle: {
      en: 'A saddle needs eigenvalues of different signs. Here the determinant {determinant} is positive: they have the same sign.',
      'zh-TW': '鞍點的特徵值要異號。這裡行列式 {determinant} 為正：它們同號。',
      'zh-CN': '鞍点的特征值要异号。这里行列式 {determinant} 为正：它们同号。',
    },
    open: {
      en: 'It does not tell only if an eigenvalue is 0. Here the determinant is {determinant}, and not 0.',
      'zh-TW': '只有特徵值為 0 時才看不出來。這裡行列式是 {determinant}，不是 0。',
      'zh-CN': '只有特征值为 0 时才看不出来。这里行列式是 {determinant}，不是 0。',
    },
  };
}

function steps(q: Curvature): Step[] {
  const { a, b, c } = q;
  return [
    {
      text: {
        en: 'The determinant, the product of both eigenvalues:',
        'zh-TW': '行列式，也就是兩個特徵值的乘積：',
        'zh-CN': '行列式，也就是两个特征值的乘积：',
      },
      expression: `${operand(a)}*${operand(c)} - ${operand(b)}^2`,
      value: determinant(q),
    },
    { text: conclusions[kindOf(q)], slots: { a } },
  ];
}

const conclusions = {
  saddle: {
    en: 'It is negative: the eigenvalues have different signs. A saddle point.',
    'zh-TW': '為負：特徵值異號。是鞍點。',
    'zh-CN': '为负：特征值异号。是鞍点。',
  },
  minimum: {
    en: 'It is positive, and so is the first entry {a}: the loss rises in every direction. A minimum.',
    'zh-TW': '為正，第一個元素 {a} 也為正：損失在每個方向都上升。是極小點。',
    'zh-CN': '为正，第一个元素 {a} 也为正：损失在每个方向都上升。是极小点。',
  },
  maximum: {
    en: 'It is positive, and the first entry {a} is negative: the loss falls in every direction. A maximum.',
    'zh-TW': '為正，而第一個元素 {a} 為負：損失在每個方向都下降。是極大點。',
    'zh-CN': '为正，而第一个元素 {a} 为负：损失在每个方向都下降。是极大点。',
  },
};
