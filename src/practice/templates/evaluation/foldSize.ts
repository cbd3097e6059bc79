import { numberTemplate, type Step } from '../../template.ts';

interface Folds extends Record<string, unknown> {
  /** Examples, folds, and the fold that is held out, counted from 1. */
  n: number;
  k: number;
  fold: number;
}

const whole = ({ n, k }: Folds): number => Math.floor(n / k);

const remainder = ({ n, k }: Folds): number => n % k;

/** The first n mod k folds hold ⌊n/k⌋ + 1 examples, the others ⌊n/k⌋: scikit-learn's `KFold`. */
const held = (q: Folds): number => whole(q) + Number(q.fold <= remainder(q));

const training = (q: Folds): number => q.n - held(q);

export const foldSize = numberTemplate<Folds>({
  id: 'evaluation.folds.training',
  version: 1,
  topic: 'evaluation',
  bloom: 'apply',
  skills: ['cross-validation'],
  answer: { of: 'integer' },
  params(draw) {
    const k = draw.integer(3, 10);
    return { n: draw.integer(50, 999), k, fold: draw.integer(1, k) };
  },
  holds: (q) => remainder(q) !== 0,
  stem: {
    en: 'In {k}-fold cross-validation {n} examples are divided into {k} folds, numbered from 1. What is left after dividing evenly goes to the first folds, one example each. How many examples is the model trained on when fold {fold} is held out for validation?',
    'zh-TW':
      '{k} 折交叉驗證把 {n} 個樣本分成 {k} 折，從 1 開始編號。平均分配後剩下的樣本給最前面的幾折，每折多一個。以第 {fold} 折作驗證時，模型用多少個樣本訓練？',
    'zh-CN':
      '{k} 折交叉验证把 {n} 个样本分成 {k} 折，从 1 开始编号。平均分配后剩下的样本给最前面的几折，每折多一个。以第 {fold} 折作验证时，模型用多少个样本训练？',
  },
  slots: (q) => ({
    n: q.n,
    k: q.k,
    fold: q.fold,
    held: held(q),
    whole: whole(q),
    rest: remainder(q),
  }),
  key: training,
  mistakes: [
    {
      id: 'validation-size',
      value: held,
      feedback: {
        en: '{held} is the size of the fold held out. The model is trained on all other examples.',
        'zh-TW': '{held} 是留作驗證的那一折的大小。模型用其餘所有樣本訓練。',
        'zh-CN': '{held} 是留作验证的那一折的大小。模型用其余所有样本训练。',
      },
    },
    {
      id: 'extra-lost',
      value: (q) => q.n - whole(q),
      when: (q) => q.fold <= remainder(q),
      feedback: {
        en: '{rest} examples are left over, so fold {fold} has one more than {whole}: it holds {held}.',
        'zh-TW': '剩下 {rest} 個樣本，所以第 {fold} 折比 {whole} 多一個：有 {held} 個。',
        'zh-CN': '剩下 {rest} 个样本，所以第 {fold} 折比 {whole} 多一个：有 {held} 个。',
      },
    },
    {
      id: 'extra-everywhere',
      value: (q) => q.n - whole(q) - 1,
      when: (q) => q.fold > remainder(q),
      feedback: {
        en: 'The {rest} examples left over go to the first folds. Fold {fold} comes after them and holds {held}.',
        'zh-TW': '剩下的 {rest} 個樣本給最前面的幾折。第 {fold} 折在它們之後，有 {held} 個。',
        'zh-CN': '剩下的 {rest} 个样本给最前面的几折。第 {fold} 折在它们之后，有 {held} 个。',
      },
    },
    {
      id: 'remainder-dropped',
      value: (q) => (q.k - 1) * whole(q),
      feedback: {
        en: 'That drops the {rest} examples left over from training. Every example is in some fold, and only {held} are held out.',
        'zh-TW': '這沒有把剩下的 {rest} 個樣本用於訓練。每個樣本都屬於某一折，只留出 {held} 個。',
        'zh-CN': '这没有把剩下的 {rest} 个样本用于训练。每个样本都属于某一折，只留出 {held} 个。',
      },
    },
    {
      id: 'all-rounded-up',
      value: (q) => (q.k - 1) * (whole(q) + 1),
      feedback: {
        en: 'That takes all folds as one larger than {whole}. Only the first folds get one of the {rest} examples left over.',
        'zh-TW': '這把每折都當成比 {whole} 多一個。只有最前面的幾折才分到剩下的 {rest} 個樣本之一。',
        'zh-CN': '这把每折都当成比 {whole} 多一个。只有最前面的几折才分到剩下的 {rest} 个样本之一。',
      },
    },
    {
      id: 'all-examples',
      value: ({ n }) => n,
      feedback: {
        en: '{n} is the whole data set. The {held} examples of fold {fold} are held out.',
        'zh-TW': '{n} 是整個資料集。第 {fold} 折的 {held} 個樣本要留出。',
        'zh-CN': '{n} 是整个数据集。第 {fold} 折的 {held} 个样本要留出。',
      },
    },
    {
      id: 'leave-one-out',
      value: ({ n }) => n - 1,
      feedback: {
        en: 'That leaves out a single example. Here a whole fold of {held} examples is held out.',
        'zh-TW': '這只留出一個樣本。這裡要留出一整折，共 {held} 個樣本。',
        'zh-CN': '这只留出一个样本。这里要留出一整折，共 {held} 个样本。',
      },
    },
    {
      id: 'test-fold-too',
      value: (q) => q.n - held(q) - whole(q),
      feedback: {
        en: 'That sets 2 folds aside. In cross-validation only the fold for validation, {fold}, is held out.',
        'zh-TW': '這留出了 2 折。交叉驗證只留出作驗證的第 {fold} 折。',
        'zh-CN': '这留出了 2 折。交叉验证只留出作验证的第 {fold} 折。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Find the size of the fold that is held out; all other examples are for training.',
      'zh-TW': '先求留出那一折的大小，其餘樣本都用來訓練。',
      'zh-CN': '先求留出那一折的大小，其余样本都用来训练。',
    },
    {
      en: 'Training = n − ⌊n / k⌋ − (1 if the fold is among the first n mod k)',
      'zh-TW': '訓練樣本數 = n − ⌊n / k⌋ − (若該折屬於前 n mod k 折則為 1)',
      'zh-CN': '训练样本数 = n − ⌊n / k⌋ − (若该折属于前 n mod k 折则为 1)',
    },
    {
      en: '{n} divided by {k} is {whole}, and {rest} are left over.',
      'zh-TW': '{n} 除以 {k} 得 {whole}，餘 {rest}。',
      'zh-CN': '{n} 除以 {k} 得 {whole}，余 {rest}。',
    },
  ],
  difficulty: (q) => (q.fold <= remainder(q) ? 0.4 : 0.2),
});

function stepsOf(q: Folds): Step[] {
  const extra = Number(q.fold <= remainder(q));
  const shared = { n: q.n, k: q.k, rest: remainder(q), fold: q.fold, extra };
  return [
    {
      text: {
        en: '{n} divided evenly by {k} leaves {rest} over. Examples in each fold before those are dealt out:',
        'zh-TW': '{n} 平均分成 {k} 份，餘 {rest}。分配餘數之前每折的樣本數：',
        'zh-CN': '{n} 平均分成 {k} 份，余 {rest}。分配余数之前每折的样本数：',
      },
      slots: shared,
      expression: `(${q.n} - ${remainder(q)}) / ${q.k}`,
      value: whole(q),
    },
    {
      text: {
        en: 'The first {rest} of the folds get one more; for fold {fold} that is {extra}. Its size:',
        'zh-TW': '前 {rest} 折各多一個；對第 {fold} 折就是 {extra}。它的大小：',
        'zh-CN': '前 {rest} 折各多一个；对第 {fold} 折就是 {extra}。它的大小：',
      },
      slots: shared,
      expression: `${whole(q)} + ${extra}`,
      value: held(q),
    },
    {
      text: {
        en: 'All other examples are for training:',
        'zh-TW': '其餘樣本都用來訓練：',
        'zh-CN': '其余样本都用来训练：',
      },
      expression: `${q.n} - ${held(q)}`,
      value: training(q),
    },
  ];
}
