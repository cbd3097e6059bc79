import { numberTemplate, type Step } from '../../template.ts';
import { short } from '../../written.ts';

interface Counts extends Record<string, unknown> {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

const precision = ({ tp, fp }: Counts): number => tp / (tp + fp);

const recall = ({ tp, fn }: Counts): number => tp / (tp + fn);

/** F1 = 2TP / (2TP + FP + FN): van Rijsbergen's measure with β = 1, as in scikit-learn's `f1_score`. */
const fOne = ({ tp, fp, fn }: Counts): number => (2 * tp) / (2 * tp + fp + fn);

export const fOneFromCounts = numberTemplate<Counts>({
  id: 'evaluation.f.counts',
  version: 1,
  topic: 'evaluation',
  bloom: 'apply',
  skills: ['precision-recall', 'f1-score'],
  answer: { of: 'real', decimals: 4 },
  params: (draw) => ({
    tp: draw.integer(8, 90),
    fp: draw.integer(2, 70),
    fn: draw.integer(2, 70),
    tn: draw.integer(10, 300),
  }),
  holds: (q) => Math.abs(precision(q) - recall(q)) > 0.12 && fOne(q) > 0.15,
  stem: {
    en: 'On a test set a binary classifier has {tp} true positives, {fp} false positives, {fn} false negatives and {tn} true negatives. What is its F1 score for the positive class?',
    'zh-TW':
      '一個二元分類器在測試集上有 {tp} 個真陽性、{fp} 個偽陽性、{fn} 個偽陰性、{tn} 個真陰性。正類的 F1 分數是多少？',
    'zh-CN':
      '一个二分类器在测试集上有 {tp} 个真正例、{fp} 个假正例、{fn} 个假反例、{tn} 个真反例。正类的 F1 分数是多少？',
  },
  slots: (q) => ({
    tp: q.tp,
    fp: q.fp,
    fn: q.fn,
    tn: q.tn,
    precision: short(precision(q)),
    recall: short(recall(q)),
  }),
  key: fOne,
  mistakes: [
    {
      id: 'arithmetic-mean',
      value: (q) => (precision(q) + recall(q)) / 2,
      feedback: {
        en: 'That is the arithmetic mean of precision and recall. F1 is their harmonic mean, which lies nearer to the lower one.',
        'zh-TW': '這是精確率與召回率的算術平均。F1 是調和平均，更靠近較低的那個。',
        'zh-CN': '这是精确率与召回率的算术平均。F1 是调和平均，更靠近较低的那个。',
      },
    },
    {
      id: 'precision',
      value: precision,
      feedback: {
        en: '{precision} is the precision. F1 combines it with the recall {recall}.',
        'zh-TW': '{precision} 是精確率。F1 還要與召回率 {recall} 合起來算。',
        'zh-CN': '{precision} 是精确率。F1 还要与召回率 {recall} 合起来算。',
      },
    },
    {
      id: 'recall',
      value: recall,
      feedback: {
        en: '{recall} is the recall. F1 combines it with the precision {precision}.',
        'zh-TW': '{recall} 是召回率。F1 還要與精確率 {precision} 合起來算。',
        'zh-CN': '{recall} 是召回率。F1 还要与精确率 {precision} 合起来算。',
      },
    },
    {
      id: 'accuracy',
      value: ({ tp, fp, fn, tn }) => (tp + tn) / (tp + fp + fn + tn),
      feedback: {
        en: 'That is the accuracy. F1 does not use the {tn} true negatives.',
        'zh-TW': '這是準確率。F1 不使用那 {tn} 個真陰性。',
        'zh-CN': '这是准确率。F1 不使用那 {tn} 个真反例。',
      },
    },
    {
      id: 'overlap',
      value: ({ tp, fp, fn }) => tp / (tp + fp + fn),
      feedback: {
        en: 'That is the Jaccard index. In F1 the {tp} true positives count twice, in the numerator and in the denominator.',
        'zh-TW': '這是雅卡爾指數。在 F1 中，{tp} 個真陽性在分子與分母都算兩次。',
        'zh-CN': '这是杰卡德指数。在 F1 中，{tp} 个真正例在分子与分母都算两次。',
      },
    },
    {
      id: 'no-factor',
      value: (q) => fOne(q) / 2,
      feedback: {
        en: 'The harmonic mean of P and R is 2PR / (P + R). The factor 2 was lost.',
        'zh-TW': 'P 與 R 的調和平均是 2PR / (P + R)。這裡漏了因子 2。',
        'zh-CN': 'P 与 R 的调和平均是 2PR / (P + R)。这里漏了因子 2。',
      },
    },
    {
      id: 'negative-class',
      value: ({ fp, fn, tn }) => (2 * tn) / (2 * tn + fp + fn),
      feedback: {
        en: 'That is the F1 score of the negative class. Use the {tp} true positives.',
        'zh-TW': '這是負類的 F1 分數。要用那 {tp} 個真陽性。',
        'zh-CN': '这是负类的 F1 分数。要用那 {tp} 个真正例。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'F1 is the harmonic mean of precision and recall. The true negatives play no part.',
      'zh-TW': 'F1 是精確率與召回率的調和平均。真陰性不參與計算。',
      'zh-CN': 'F1 是精确率与召回率的调和平均。真反例不参与计算。',
    },
    {
      en: 'P = TP / (TP + FP), R = TP / (TP + FN), F1 = 2PR / (P + R)',
      'zh-TW': 'P = TP / (TP + FP)，R = TP / (TP + FN)，F1 = 2PR / (P + R)',
      'zh-CN': 'P = TP / (TP + FP)，R = TP / (TP + FN)，F1 = 2PR / (P + R)',
    },
    {
      en: 'The precision is {tp} / ({tp} + {fp}) = {precision}.',
      'zh-TW': '精確率是 {tp} / ({tp} + {fp}) = {precision}。',
      'zh-CN': '精确率是 {tp} / ({tp} + {fp}) = {precision}。',
    },
  ],
  difficulty: (q) => 0.2 + 0.4 * Math.min(1, Math.abs(precision(q) - recall(q))),
});

function stepsOf(q: Counts): Step[] {
  const { tp, fp, fn } = q;
  const [p, r] = [precision(q), recall(q)];
  return [
    {
      text: { en: 'Precision:', 'zh-TW': '精確率：', 'zh-CN': '精确率：' },
      expression: `${tp} / (${tp} + ${fp})`,
      value: p,
    },
    {
      text: { en: 'Recall:', 'zh-TW': '召回率：', 'zh-CN': '召回率：' },
      expression: `${tp} / (${tp} + ${fn})`,
      value: r,
    },
    {
      text: { en: 'Their harmonic mean:', 'zh-TW': '兩者的調和平均：', 'zh-CN': '两者的调和平均：' },
      expression: `2*${String(p)}*${String(r)} / (${String(p)} + ${String(r)})`,
      value: fOne(q),
    },
  ];
}
