import { numberTemplate, type Step } from '../../template.ts';
import { at, mean, total } from '../../lists.ts';
import { short, shortList } from '../../written.ts';

interface Scored extends Record<string, unknown> {
  positives: number[];
  negatives: number[];
}

/** How many negatives lie below a positive; one with the same score counts as `tie`. */
const beaten = (score: number, negatives: readonly number[], tie: number): number =>
  total(negatives.map((other) => (other < score ? 1 : other === score ? tie : 0)));

const wins = ({ positives, negatives }: Scored, tie: number): number[] =>
  positives.map((score) => beaten(score, negatives, tie));

const pairs = ({ positives, negatives }: Scored): number => positives.length * negatives.length;

/** The share of pairs in the right order: Fawcett, An introduction to ROC analysis (2006), section 7 (Mann–Whitney). */
const area = (q: Scored): number => total(wins(q, 0.5)) / pairs(q);

const hasTie = ({ positives, negatives }: Scored): boolean =>
  positives.some((score) => negatives.includes(score));

const atLeastHalf = (scores: readonly number[]): number => scores.filter((score) => score >= 0.5).length;

export const rocArea = numberTemplate<Scored>({
  id: 'evaluation.roc.area',
  version: 1,
  topic: 'evaluation',
  bloom: 'apply',
  skills: ['roc-auc'],
  answer: { of: 'real', decimals: 4 },
  params(draw) {
    const scores = draw.sample(
      Array.from({ length: 91 }, (_, index) => (index + 5) / 100),
      8,
    );
    const positives = scores.slice(0, draw.integer(3, 4));
    const negatives = scores.slice(4, 4 + draw.integer(3, 4));
    return { positives, negatives: draw.chance(0.4) ? [at(positives, 0), ...negatives.slice(1)] : negatives };
  },
  holds: (q) => area(q) >= 0.3 && area(q) < 1 && area(q) !== 0.5,
  stem: {
    en: 'A classifier gives the positive examples the scores {positives} and the negative examples the scores {negatives}. What is the area under its ROC curve (AUC)? A tie counts half.',
    'zh-TW':
      '一個分類器給正例的分數是 {positives}，給負例的分數是 {negatives}。它的 ROC 曲線下面積（AUC）是多少？同分算一半。',
    'zh-CN':
      '一个分类器给正例的分数是 {positives}，给负例的分数是 {negatives}。它的 ROC 曲线下面积（AUC）是多少？同分算一半。',
  },
  slots: (q) => ({
    positives: shortList(q.positives),
    negatives: shortList(q.negatives),
    pairs: pairs(q),
    first: short(at(q.positives, 0)),
    wins: short(at(wins(q, 0.5), 0)),
    count: q.negatives.length,
  }),
  key: area,
  mistakes: [
    {
      id: 'turned-round',
      value: (q) => 1 - area(q),
      feedback: {
        en: 'That is the share of pairs in the wrong order. Count pairs in which the positive example has the higher score.',
        'zh-TW': '這是順序錯誤的配對所佔比例。要數正例分數較高的配對。',
        'zh-CN': '这是顺序错误的配对所占比例。要数正例分数较高的配对。',
      },
    },
    {
      id: 'accuracy',
      value: ({ positives, negatives }) =>
        (atLeastHalf(positives) + negatives.length - atLeastHalf(negatives)) /
        (positives.length + negatives.length),
      feedback: {
        en: 'That is the accuracy with the threshold 0.5. AUC uses no threshold: compare the scores in pairs.',
        'zh-TW': '這是閾值 0.5 時的準確率。AUC 不用閾值：要成對比較分數。',
        'zh-CN': '这是阈值 0.5 时的准确率。AUC 不用阈值：要成对比较分数。',
      },
    },
    {
      id: 'true-positive-rate',
      value: ({ positives }) => atLeastHalf(positives) / positives.length,
      feedback: {
        en: 'That is the true positive rate with the threshold 0.5, one point of the curve. AUC is the area under all of it.',
        'zh-TW': '這是閾值 0.5 時的真陽性率，只是曲線上的一點。AUC 是整條曲線下的面積。',
        'zh-CN': '这是阈值 0.5 时的真正例率，只是曲线上的一点。AUC 是整条曲线下的面积。',
      },
    },
    {
      id: 'gini',
      value: (q) => 2 * area(q) - 1,
      feedback: {
        en: 'That is the Gini coefficient, 2 · AUC − 1. The area itself was asked for.',
        'zh-TW': '這是吉尼係數 2 · AUC − 1。題目問的是面積本身。',
        'zh-CN': '这是基尼系数 2 · AUC − 1。题目问的是面积本身。',
      },
    },
    {
      id: 'ties-lost',
      value: (q) => total(wins(q, 0)) / pairs(q),
      when: hasTie,
      feedback: {
        en: 'A pair with equal scores was not counted. It counts half.',
        'zh-TW': '分數相同的配對沒有計入。它要算一半。',
        'zh-CN': '分数相同的配对没有计入。它要算一半。',
      },
    },
    {
      id: 'ties-full',
      value: (q) => total(wins(q, 1)) / pairs(q),
      when: hasTie,
      feedback: {
        en: 'A pair with equal scores was counted in full. It counts half.',
        'zh-TW': '分數相同的配對被當成完整的一對。它只算一半。',
        'zh-CN': '分数相同的配对被当成完整的一对。它只算一半。',
      },
    },
    {
      id: 'all-pairs',
      value(q) {
        const all = q.positives.length + q.negatives.length;
        return total(wins(q, 0.5)) / ((all * (all - 1)) / 2);
      },
      feedback: {
        en: 'That divides by all pairs of examples. Only the {pairs} pairs of a positive and a negative example count.',
        'zh-TW': '這除以了所有樣本的配對數。只有 {pairs} 個正例與負例的配對才算。',
        'zh-CN': '这除以了所有样本的配对数。只有 {pairs} 个正例与负例的配对才算。',
      },
    },
    {
      id: 'above-mean',
      value: ({ positives, negatives }) => mean(positives.map((score) => Number(score > mean(negatives)))),
      feedback: {
        en: 'That compares each positive example with the mean of the negative ones. Compare it with each of the {count} negative scores.',
        'zh-TW': '這把每個正例與負例的平均分數相比。要與 {count} 個負例的分數逐一比較。',
        'zh-CN': '这把每个正例与负例的平均分数相比。要与 {count} 个负例的分数逐一比较。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'AUC is the probability that a random positive example has a higher score than a random negative one.',
      'zh-TW': 'AUC 是隨機一個正例的分數高於隨機一個負例的機率。',
      'zh-CN': 'AUC 是随机一个正例的分数高于随机一个负例的概率。',
    },
    {
      en: 'AUC = (pairs in the right order + ties / 2) / (positives × negatives)',
      'zh-TW': 'AUC = (順序正確的配對數 + 同分數 / 2) / (正例數 × 負例數)',
      'zh-CN': 'AUC = (顺序正确的配对数 + 同分数 / 2) / (正例数 × 负例数)',
    },
    {
      en: 'The positive score {first} wins {wins} of {count} comparisons.',
      'zh-TW': '正例分數 {first} 在 {count} 次比較中得 {wins}。',
      'zh-CN': '正例分数 {first} 在 {count} 次比较中得 {wins}。',
    },
  ],
  difficulty: (q) => 0.4 + 0.3 * Number(hasTie(q)) + 0.1 * Number(pairs(q) > 12),
});

function stepsOf(q: Scored): Step[] {
  const won = wins(q, 0.5);
  return [
    {
      text: {
        en: 'For each positive score ({positives}): how many negative scores are lower, a tie counting half. Added:',
        'zh-TW': '對每個正例分數（{positives}），數有多少負例分數更低，同分算一半。相加：',
        'zh-CN': '对每个正例分数（{positives}），数有多少负例分数更低，同分算一半。相加：',
      },
      slots: { positives: shortList(q.positives) },
      expression: won.map(String).join(' + '),
      value: total(won),
    },
    {
      text: {
        en: 'Pairs of a positive and a negative example:',
        'zh-TW': '正例與負例的配對數：',
        'zh-CN': '正例与负例的配对数：',
      },
      expression: `${q.positives.length}*${q.negatives.length}`,
      value: pairs(q),
    },
    {
      text: {
        en: 'The share of pairs in the right order:',
        'zh-TW': '順序正確的配對所佔比例：',
        'zh-CN': '顺序正确的配对所占比例：',
      },
      expression: `${total(won)} / ${pairs(q)}`,
      value: area(q),
    },
  ];
}
