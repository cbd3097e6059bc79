import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand, tidy } from '../../written.ts';
import { total } from '../../lists.ts';

interface Clipping extends Record<string, unknown> {
  first: number[];
  second: number[];
  limit: number;
}

const normOf = (values: readonly number[]): number => Math.sqrt(total(values.map((value) => value ** 2)));
const all = ({ first, second }: Clipping): number[] => [...first, ...second];
const asked = ({ first }: Clipping): number => first[0] ?? 0;
/** Clipping by global norm: Pascanu et al. (2013), algorithm 1, over the gradients of all layers. */
const clipped = (q: Clipping): number => (asked(q) * q.limit) / normOf(all(q));
const list = (values: readonly number[]): string => values.map((value) => shownNumber(value)).join(', ');

const digits = [-9, -8, -7, -6, -5, -4, -3, -2, 2, 3, 4, 5, 6, 7, 8, 9];

export const clippedGradient = numberTemplate<Clipping>({
  id: 'optim.clip.norm',
  version: 1,
  topic: 'optim',
  bloom: 'apply',
  skills: ['gradient-clipping'],
  answer: { of: 'real', decimals: 4 },
  params: (draw) => ({
    first: draw.list(2, () => draw.pick(digits)),
    second: draw.list(2, () => draw.pick(digits)),
    limit: draw.pick([0.5, 1, 1.5, 2, 3, 5]),
  }),
  holds: (q) => normOf(all(q)) > 1.1 * q.limit,
  stem: {
    en: 'A network has a layer with the gradients {first} and another with the gradients {second}. They are clipped by their global norm, the Euclidean length over all layers, to at most {limit}. What becomes of the gradient {asked} of the first layer?',
    'zh-TW':
      '一個網路有一層的梯度為 {first}，另一層的梯度為 {second}。依全域範數（所有層合起來的歐氏長度）裁剪到最多 {limit}。第一層的梯度 {asked} 會變成多少？',
    'zh-CN':
      '一个网络有一层的梯度为 {first}，另一层的梯度为 {second}。按全局范数（所有层合起来的欧氏长度）裁剪到最多 {limit}。第一层的梯度 {asked} 会变成多少？',
  },
  slots: (q) => ({
    first: list(q.first),
    second: list(q.second),
    limit: q.limit,
    asked: asked(q),
    squares: total(all(q).map((value) => value ** 2)),
    norm: shownNumber(Number(normOf(all(q)).toFixed(6))),
  }),
  key: clipped,
  mistakes: [
    {
      id: 'unclipped',
      value: asked,
      feedback: {
        en: 'The norm is {norm}, more than {limit}, so every gradient is scaled down.',
        'zh-TW': '範數是 {norm}，大於 {limit}，所以每個梯度都要縮小。',
        'zh-CN': '范数是 {norm}，大于 {limit}，所以每个梯度都要缩小。',
      },
    },
    {
      id: 'per-component',
      value: (q) => Math.max(-q.limit, Math.min(q.limit, asked(q))),
      feedback: {
        en: 'That clips by value, each gradient by itself. Clipping by norm scales all of them with the same factor.',
        'zh-TW': '這是按值裁剪，每個梯度各自處理。按範數裁剪時，全部乘上同一個係數。',
        'zh-CN': '这是按值裁剪，每个梯度各自处理。按范数裁剪时，全部乘上同一个系数。',
      },
    },
    {
      id: 'per-layer',
      value: (q) => asked(q) * Math.min(1, q.limit / normOf(q.first)),
      feedback: {
        en: 'That takes the norm of one layer. The global norm counts the gradients {second} of the other layer too.',
        'zh-TW': '這樣只取了一層的範數。全域範數還要算入另一層的梯度 {second}。',
        'zh-CN': '这样只取了一层的范数。全局范数还要算入另一层的梯度 {second}。',
      },
    },
    {
      id: 'no-root',
      value: (q) => (asked(q) * q.limit) / normOf(all(q)) ** 2,
      feedback: {
        en: 'That divides by the sum of the squares, {squares}. The norm is its square root.',
        'zh-TW': '這樣除以了平方和 {squares}。範數是它的平方根。',
        'zh-CN': '这样除以了平方和 {squares}。范数是它的平方根。',
      },
    },
    {
      id: 'sum-of-sizes',
      value: (q) => (asked(q) * q.limit) / total(all(q).map(Math.abs)),
      feedback: {
        en: 'That divides by the sum of the absolute values. The Euclidean norm squares, sums and takes the root.',
        'zh-TW': '這樣除以了絕對值的總和。歐氏範數要先平方、相加、再開根號。',
        'zh-CN': '这样除以了绝对值的总和。欧氏范数要先平方、相加、再开平方根。',
      },
    },
    {
      id: 'largest',
      value: (q) => (asked(q) * q.limit) / Math.max(...all(q).map(Math.abs)),
      feedback: {
        en: 'That scales the largest gradient to {limit}. The length of all gradients together must come to {limit}.',
        'zh-TW': '這樣是把最大的梯度縮到 {limit}。應該讓全部梯度合起來的長度等於 {limit}。',
        'zh-CN': '这样是把最大的梯度缩到 {limit}。应该让全部梯度合起来的长度等于 {limit}。',
      },
    },
    {
      id: 'to-length-one',
      value: (q) => asked(q) / normOf(all(q)),
      when: ({ limit }) => limit !== 1,
      feedback: {
        en: 'That makes the length 1. It is to be {limit}: multiply by that.',
        'zh-TW': '這樣長度會是 1。長度應是 {limit}：再乘上它。',
        'zh-CN': '这样长度会是 1。长度应是 {limit}：再乘上它。',
      },
    },
  ],
  steps: solution,
  hints: [
    {
      en: 'Clipping by norm keeps the direction and shortens the length of all gradients together.',
      'zh-TW': '按範數裁剪會保持方向，縮短全部梯度合起來的長度。',
      'zh-CN': '按范数裁剪会保持方向，缩短全部梯度合起来的长度。',
    },
    {
      en: 'If ‖g‖ > c, each gradient becomes gᵢ·c/‖g‖, with ‖g‖ over all layers.',
      'zh-TW': '若 ‖g‖ > c，每個梯度變成 gᵢ·c/‖g‖，其中 ‖g‖ 涵蓋所有層。',
      'zh-CN': '若 ‖g‖ > c，每个梯度变成 gᵢ·c/‖g‖，其中 ‖g‖ 涵盖所有层。',
    },
    {
      en: 'The squares of all gradients sum to {squares}.',
      'zh-TW': '所有梯度的平方和是 {squares}。',
      'zh-CN': '所有梯度的平方和是 {squares}。',
    },
  ],
  difficulty: (q) => 0.45 + 0.1 * Number(asked(q) < 0) + 0.1 * Number(!Number.isInteger(q.limit)),
});

function solution(q: Clipping): readonly Step[] {
  const norm = normOf(all(q));
  return [
    {
      text: {
        en: 'Sum the squares of the gradients of all layers.',
        'zh-TW': '把所有層的梯度平方後相加。',
        'zh-CN': '把所有层的梯度平方后相加。',
      },
      expression: all(q)
        .map((value) => `${operand(value)}^2`)
        .join(' + '),
      value: norm ** 2,
    },
    {
      text: {
        en: 'The global norm, its square root',
        'zh-TW': '全域範數，也就是它的平方根',
        'zh-CN': '全局范数，也就是它的平方根',
      },
      value: tidy(norm),
    },
    {
      text: {
        en: 'It is above {limit}: every gradient is multiplied by',
        'zh-TW': '它大於 {limit}：每個梯度都乘以',
        'zh-CN': '它大于 {limit}：每个梯度都乘以',
      },
      slots: { limit: q.limit },
      expression: `${operand(q.limit)}/${operand(norm)}`,
      value: tidy(q.limit / norm),
    },
    {
      text: { en: 'The gradient becomes', 'zh-TW': '這個梯度變成', 'zh-CN': '这个梯度变成' },
      expression: `${operand(asked(q))}*${operand(q.limit / norm)}`,
      value: tidy(clipped(q)),
    },
  ];
}
