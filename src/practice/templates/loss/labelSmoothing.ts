import { numberTemplate, type Step } from '../../template.ts';
import { at, total } from '../../lists.ts';
import { operand, short, shortList } from '../../written.ts';
import { nameOf, namesUpTo, termsAdded } from './classes.ts';

interface Smoothed extends Record<string, unknown> {
  p: number[];
  y: number;
  epsilon: number;
}

const losses = (q: Smoothed): number[] => q.p.map((one) => -Math.log(one));

const ownLoss = (q: Smoothed): number => at(losses(q), q.y);

const otherLosses = (q: Smoothed): number[] => losses(q).filter((_, index) => index !== q.y);

/** Cross-entropy where the true class has one target and each other class another. */
const weighted = (q: Smoothed, own: number, other: number): number =>
  own * ownLoss(q) + other * total(otherLosses(q));

const share = ({ epsilon, p }: Smoothed): number => epsilon / p.length;

const ownTarget = (q: Smoothed): number => 1 - q.epsilon + share(q);

/** Targets (1 − ε)·one-hot + ε/K: Szegedy et al., Rethinking the Inception Architecture for Computer Vision, section 7. */
const loss = (q: Smoothed): number => weighted(q, ownTarget(q), share(q));

export const labelSmoothing = numberTemplate<Smoothed>({
  id: 'loss.smoothing.crossentropy',
  version: 1,
  topic: 'loss',
  bloom: 'apply',
  skills: ['label-smoothing', 'cross-entropy'],
  answer: { of: 'real', decimals: 4 },
  params(draw) {
    const count = draw.pick([3, 3, 4]);
    const cuts = draw.sample(
      Array.from({ length: 93 }, (_, index) => index + 4),
      count - 1,
    );
    const ends = [0, ...cuts.sort((a, b) => a - b), 100];
    return {
      p: ends.slice(1).map((end, index) => (end - at(ends, index)) / 100),
      y: draw.integer(0, count - 1),
      epsilon: draw.pick([0.1, 0.15, 0.2, 0.25, 0.3]),
    };
  },
  holds: ({ p, y }) => Math.min(...p) >= 0.04 && new Set(p).size === p.length && at(p, y) > 0.1,
  stem: {
    en: 'A model gives the classes {names} the probabilities {list}, in this order; the true class is {name}. Label smoothing with ε = {epsilon} mixes the one-hot target with the uniform distribution over all {count} classes: (1 − ε) · one-hot + ε / {count}. What is the cross-entropy with this target, with the natural logarithm?',
    'zh-TW':
      '模型給類別 {names} 的機率依序為 {list}，真實類別是 {name}。標籤平滑取 ε = {epsilon}，把獨熱目標與全部 {count} 個類別上的均勻分布混合：(1 − ε) · 獨熱 + ε / {count}。以此為目標的交叉熵是多少（用自然對數）？',
    'zh-CN':
      '模型给类别 {names} 的概率依次为 {list}，真实类别是 {name}。标签平滑取 ε = {epsilon}，把独热目标与全部 {count} 个类别上的均匀分布混合：(1 − ε) · 独热 + ε / {count}。以此为目标的交叉熵是多少（用自然对数）？',
  },
  slots: (q) => ({
    list: shortList(q.p),
    names: namesUpTo(q.p.length),
    name: nameOf(q.y),
    epsilon: q.epsilon,
    count: q.p.length,
    own: short(ownTarget(q)),
    share: short(share(q)),
  }),
  key: loss,
  mistakes: [
    {
      id: 'over-others',
      value: (q) => weighted(q, 1 - q.epsilon, q.epsilon / (q.p.length - 1)),
      feedback: {
        en: 'That spreads ε over the wrong classes only. Here all {count} classes get a share, the true one too.',
        'zh-TW': '這只把 ε 分給錯誤的類別。本題中全部 {count} 個類別都分到一份，真實類別也有。',
        'zh-CN': '这只把 ε 分给错误的类别。本题中全部 {count} 个类别都分到一份，真实类别也有。',
      },
    },
    {
      id: 'not-smoothed',
      value: ownLoss,
      feedback: {
        en: 'That is the loss for the one-hot target. With smoothing the other classes have the target {share} each.',
        'zh-TW': '這是獨熱目標的損失。平滑之後，其他類別各有目標 {share}。',
        'zh-CN': '这是独热目标的损失。平滑之后，其他类别各有目标 {share}。',
      },
    },
    {
      id: 'true-class-only',
      value: (q) => weighted(q, ownTarget(q), 0),
      feedback: {
        en: 'That counts the true class only. Every other class adds {share} times its negative logarithm.',
        'zh-TW': '這只算了真實類別。其他每個類別還要加上 {share} 乘以它的負對數。',
        'zh-CN': '这只算了真实类别。其他每个类别还要加上 {share} 乘以它的负对数。',
      },
    },
    {
      id: 'true-class-without-share',
      value: (q) => weighted(q, 1 - q.epsilon, share(q)),
      feedback: {
        en: 'These targets do not add up to 1: the true class gets its share too, so its target is {own}.',
        'zh-TW': '這些目標加起來不是 1：真實類別也分到一份，所以它的目標是 {own}。',
        'zh-CN': '这些目标加起来不是 1：真实类别也分到一份，所以它的目标是 {own}。',
      },
    },
    {
      id: 'epsilon-each',
      value: (q) => weighted(q, 1 - q.epsilon, q.epsilon),
      feedback: {
        en: 'That gives ε to each other class. ε is shared: every class gets {share}.',
        'zh-TW': '這給其他每個類別都是 ε。ε 是要均分的：每個類別得 {share}。',
        'zh-CN': '这给其他每个类别都是 ε。ε 是要均分的：每个类别得 {share}。',
      },
    },
    {
      id: 'smoothed-prediction',
      value: (q) => -Math.log((1 - q.epsilon) * at(q.p, q.y) + share(q)),
      feedback: {
        en: 'That smooths the prediction. Smooth the target, and keep the probabilities as they are.',
        'zh-TW': '這是把預測平滑了。要平滑的是目標，機率保持不變。',
        'zh-CN': '这是把预测平滑了。要平滑的是目标，概率保持不变。',
      },
    },
    {
      id: 'log-two',
      value: (q) => loss(q) / Math.LN2,
      feedback: {
        en: 'That uses logarithms with base 2. The natural logarithm was asked for.',
        'zh-TW': '這用了以 2 為底的對數。題目要用自然對數。',
        'zh-CN': '这用了以 2 为底的对数。题目要用自然对数。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Find the target of every class first; they add up to 1. Then weight the negative logarithms with them.',
      'zh-TW': '先求每個類別的目標，它們加起來是 1。再用它們對負對數加權。',
      'zh-CN': '先求每个类别的目标，它们加起来是 1。再用它们对负对数加权。',
    },
    {
      en: 'L = −Σₖ tₖ ln pₖ, with t = 1 − ε + ε/K for the true class and t = ε/K for the others',
      'zh-TW': 'L = −Σₖ tₖ ln pₖ，真實類別 t = 1 − ε + ε/K，其他類別 t = ε/K',
      'zh-CN': 'L = −Σₖ tₖ ln pₖ，真实类别 t = 1 − ε + ε/K，其他类别 t = ε/K',
    },
    {
      en: 'Each class gets the share {epsilon} / {count} = {share}.',
      'zh-TW': '每個類別分到 {epsilon} / {count} = {share}。',
      'zh-CN': '每个类别分到 {epsilon} / {count} = {share}。',
    },
  ],
  difficulty: ({ p }) => (p.length === 3 ? 0.5 : 0.7),
});

function stepsOf(q: Smoothed): Step[] {
  const name = nameOf(q.y);
  const others = total(otherLosses(q));
  return [
    {
      text: {
        en: 'Each class other than {name} has the target',
        'zh-TW': '{name} 以外每個類別的目標：',
        'zh-CN': '{name} 以外每个类别的目标：',
      },
      slots: { name },
      expression: `${q.epsilon} / ${q.p.length}`,
      value: share(q),
    },
    {
      text: {
        en: 'The true class {name} has the target',
        'zh-TW': '真實類別 {name} 的目標：',
        'zh-CN': '真实类别 {name} 的目标：',
      },
      slots: { name },
      expression: `1 - ${q.epsilon} + ${operand(share(q))}`,
      value: ownTarget(q),
    },
    {
      text: {
        en: 'The negative logarithms are {losses}. Those of the other classes, added:',
        'zh-TW': '各負對數是 {losses}。其他類別的相加：',
        'zh-CN': '各负对数是 {losses}。其他类别的相加：',
      },
      slots: { losses: shortList(losses(q)) },
      expression: termsAdded(otherLosses(q)),
      value: others,
    },
    {
      text: {
        en: 'Weighted with the targets and added:',
        'zh-TW': '以目標加權後相加：',
        'zh-CN': '以目标加权后相加：',
      },
      expression: `${operand(ownTarget(q))}*${operand(ownLoss(q))} + ${operand(share(q))}*${operand(others)}`,
      value: loss(q),
    },
  ];
}
