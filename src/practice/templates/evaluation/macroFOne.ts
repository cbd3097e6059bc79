import { numberTemplate, type Step } from '../../template.ts';
import { at, mean, total } from '../../lists.ts';
import { shortList } from '../../written.ts';

interface Confusion extends Record<string, unknown> {
  /** Rows are true classes, columns are predictions. */
  rows: number[][];
}

const rowOf = ({ rows }: Confusion, index: number): number[] => rows[index] ?? [];

const columnOf = ({ rows }: Confusion, index: number): number[] => rows.map((row) => at(row, index));

const hits = (q: Confusion, index: number): number => at(rowOf(q, index), index);

const perClass = (q: Confusion, score: (index: number) => number): number[] =>
  q.rows.map((_, index) => score(index));

const precisions = (q: Confusion): number[] =>
  perClass(q, (index) => hits(q, index) / total(columnOf(q, index)));

const recalls = (q: Confusion): number[] => perClass(q, (index) => hits(q, index) / total(rowOf(q, index)));

const fOnes = (q: Confusion): number[] =>
  perClass(q, (index) => (2 * hits(q, index)) / (total(rowOf(q, index)) + total(columnOf(q, index))));

const sizes = (q: Confusion): number[] => perClass(q, (index) => total(rowOf(q, index)));

const accuracy = (q: Confusion): number => total(perClass(q, (index) => hits(q, index))) / total(sizes(q));

/** The mean of the F1 scores of the classes: scikit-learn's `f1_score` with `average="macro"`. */
const macro = (q: Confusion): number => mean(fOnes(q));

export const macroFOne = numberTemplate<Confusion>({
  id: 'evaluation.f.macro',
  version: 1,
  topic: 'evaluation',
  bloom: 'apply',
  skills: ['f1-score', 'confusion-matrix'],
  answer: { of: 'real', decimals: 4 },
  params(draw) {
    const supports = draw.sample([8, 15, 30, 60], 3);
    return {
      rows: supports.map((support, own) =>
        supports.map((_, other) =>
          other === own
            ? draw.integer(Math.ceil(0.3 * support), support)
            : draw.integer(0, Math.ceil(0.35 * support)),
        ),
      ),
    };
  },
  holds: (q) => Math.abs(macro(q) - accuracy(q)) > 0.02 && macro(q) > 0.2 && macro(q) < 0.95,
  stem: {
    en: 'The confusion matrix of a classifier has a row for each true class and a column for each predicted class, in the order A, B, C. Row A: {rowA}. Row B: {rowB}. Row C: {rowC}. What is the macro-averaged F1, the unweighted mean of the F1 scores of the 3 classes?',
    'zh-TW':
      '一個分類器的混淆矩陣，每列是一個真實類別，每行是一個預測類別，順序都是 A, B, C。真實類別 A：{rowA}。真實類別 B：{rowB}。真實類別 C：{rowC}。macro F1，即 3 個類別的 F1 分數的不加權平均，是多少？',
    'zh-CN':
      '一个分类器的混淆矩阵，每行是一个真实类别，每列是一个预测类别，顺序都是 A, B, C。真实类别 A：{rowA}。真实类别 B：{rowB}。真实类别 C：{rowC}。macro F1，即 3 个类别的 F1 分数的不加权平均，是多少？',
  },
  slots: (q) => ({
    rowA: shortList(rowOf(q, 0)),
    rowB: shortList(rowOf(q, 1)),
    rowC: shortList(rowOf(q, 2)),
    hitsA: hits(q, 0),
    sizeA: total(rowOf(q, 0)),
    predictedA: total(columnOf(q, 0)),
    list: shortList(fOnes(q)),
  }),
  key: macro,
  mistakes: [
    {
      id: 'accuracy',
      value: accuracy,
      feedback: {
        en: 'That is the accuracy, which equals the micro-averaged F1. For the macro average take the F1 of each class first.',
        'zh-TW': '這是準確率，等於 micro F1。macro 平均要先求每個類別的 F1。',
        'zh-CN': '这是准确率，等于 micro F1。macro 平均要先求每个类别的 F1。',
      },
    },
    {
      id: 'weighted',
      value: (q) =>
        total(perClass(q, (index) => at(fOnes(q), index) * at(sizes(q), index))) / total(sizes(q)),
      feedback: {
        en: 'That weights the classes by how many examples they have. In the macro average all classes count the same.',
        'zh-TW': '這按各類別的樣本數加權了。macro 平均中每個類別的權重相同。',
        'zh-CN': '这按各类别的样本数加权了。macro 平均中每个类别的权重相同。',
      },
    },
    {
      id: 'macro-precision',
      value: (q) => mean(precisions(q)),
      feedback: {
        en: 'That is the mean of the precisions. F1 combines precision and recall of each class.',
        'zh-TW': '這是各類別精確率的平均。F1 要把每個類別的精確率與召回率合起來。',
        'zh-CN': '这是各类别精确率的平均。F1 要把每个类别的精确率与召回率合起来。',
      },
    },
    {
      id: 'macro-recall',
      value: (q) => mean(recalls(q)),
      feedback: {
        en: 'That is the mean of the recalls. F1 combines precision and recall of each class.',
        'zh-TW': '這是各類別召回率的平均。F1 要把每個類別的精確率與召回率合起來。',
        'zh-CN': '这是各类别召回率的平均。F1 要把每个类别的精确率与召回率合起来。',
      },
    },
    {
      id: 'of-means',
      value: (q) => 2 / (1 / mean(precisions(q)) + 1 / mean(recalls(q))),
      feedback: {
        en: 'That is the harmonic mean of the averaged precision and recall. Average the F1 scores {list} instead.',
        'zh-TW': '這是平均精確率與平均召回率的調和平均。應改為平均各 F1 分數 {list}。',
        'zh-CN': '这是平均精确率与平均召回率的调和平均。应改为平均各 F1 分数 {list}。',
      },
    },
    {
      id: 'first-class',
      value: (q) => at(fOnes(q), 0),
      feedback: {
        en: 'That is the F1 score of class A alone. Take the mean over all 3 classes.',
        'zh-TW': '這只是類別 A 的 F1 分數。要對全部 3 個類別取平均。',
        'zh-CN': '这只是类别 A 的 F1 分数。要对全部 3 个类别取平均。',
      },
    },
    {
      id: 'overlap',
      value: (q) =>
        mean(
          perClass(
            q,
            (index) => hits(q, index) / (total(rowOf(q, index)) + total(columnOf(q, index)) - hits(q, index)),
          ),
        ),
      feedback: {
        en: 'That averages the Jaccard index TP / (TP + FP + FN). In F1 the true positives count twice.',
        'zh-TW': '這是雅卡爾指數 TP / (TP + FP + FN) 的平均。在 F1 中真陽性要算兩次。',
        'zh-CN': '这是杰卡德指数 TP / (TP + FP + FN) 的平均。在 F1 中真正例要算两次。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Treat each class in turn as the positive one, and average the 3 results.',
      'zh-TW': '依次把每個類別當作正類，再平均這 3 個結果。',
      'zh-CN': '依次把每个类别当作正类，再平均这 3 个结果。',
    },
    {
      en: 'F1 of a class = 2 · TP / (examples of the class + predictions of the class)',
      'zh-TW': '一個類別的 F1 = 2 · TP / (該類別的樣本數 + 預測為該類別的次數)',
      'zh-CN': '一个类别的 F1 = 2 · TP / (该类别的样本数 + 预测为该类别的次数)',
    },
    {
      en: 'Class A: {hitsA} are right, of {sizeA} examples and {predictedA} predictions.',
      'zh-TW': '類別 A：對了 {hitsA} 個，樣本有 {sizeA} 個，預測有 {predictedA} 個。',
      'zh-CN': '类别 A：对了 {hitsA} 个，样本有 {sizeA} 个，预测有 {predictedA} 个。',
    },
  ],
  difficulty: (q) => 0.5 + 0.3 * Number(q.rows.every((row) => row.every((count) => count > 0))),
});

function stepsOf(q: Confusion): Step[] {
  const scores = fOnes(q);
  return [
    ...perClass(q, (index) => index).map((index): Step => ({
      text: { en: 'F1 of class {name}:', 'zh-TW': '類別 {name} 的 F1：', 'zh-CN': '类别 {name} 的 F1：' },
      slots: { name: ['A', 'B', 'C'][index] ?? '' },
      expression: `2*${hits(q, index)} / (${total(rowOf(q, index))} + ${total(columnOf(q, index))})`,
      value: at(scores, index),
    })),
    {
      text: { en: 'Their unweighted mean:', 'zh-TW': '不加權平均：', 'zh-CN': '不加权平均：' },
      expression: `(${scores.map(String).join(' + ')}) / 3`,
      value: macro(q),
    },
  ];
}
