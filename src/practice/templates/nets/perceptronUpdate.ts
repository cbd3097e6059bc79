import { numberTemplate, type Step } from '../../template.ts';
import { operand, shortList, tidy } from '../../written.ts';

interface Perceptron extends Record<string, unknown> {
  w: number[];
  b: number;
  x: number[];
  /** 1 or −1. */
  y: number;
  eta: number;
  /** Whose weight is asked for, from 0. */
  at: number;
}

const weight = ({ w, at }: Perceptron): number => w[at] ?? 0;
const input = ({ x, at }: Perceptron): number => x[at] ?? 0;
const otherInput = ({ x, at }: Perceptron): number => x[1 - at] ?? 0;
const score = ({ w, b, x }: Perceptron): number =>
  tidy((w[0] ?? 0) * (x[0] ?? 0) + (w[1] ?? 0) * (x[1] ?? 0) + b);

/** w ← w + η y x for a misclassified sample: Rosenblatt 1958; see Goodfellow et al., Deep Learning, section 1.2. */
const updated = (q: Perceptron): number => tidy(weight(q) + q.eta * q.y * input(q));

export const perceptronUpdate = numberTemplate<Perceptron>({
  id: 'nets.perceptron.update',
  version: 1,
  topic: 'nets',
  bloom: 'apply',
  skills: ['perceptron-rule'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({
    w: draw.list(2, () => draw.decimal(-2, 2, 1)),
    b: draw.decimal(-1, 1, 1),
    x: draw.list(2, () => draw.integer(1, 6) * draw.pick([-0.5, 0.5])),
    y: draw.pick([-1, 1]),
    eta: draw.pick([0.1, 0.2, 0.3, 0.4]),
    at: draw.integer(0, 1),
  }),
  // With an input of a half, two of the mistakes come to the same; a sample on the line lies on no side.
  holds: (q) => weight(q) !== 0 && Math.abs(input(q)) !== 0.5 && q.y * score(q) < -0.01,
  stem: {
    en: 'A perceptron predicts the sign of w·x + b, with w = ({w}) and b = {b}. The sample x = ({x}) has the label y = {y} (labels are 1 and −1), so it is misclassified. Learning rate: {eta}. What is `w{index}` after one step of the perceptron rule on this sample?',
    'zh-TW':
      '一個感知器以 w·x + b 的正負號做預測，其中 w = ({w})，b = {b}。樣本 x = ({x}) 的標籤是 y = {y}（標籤為 1 與 −1），所以分類錯誤。學習率為 {eta}。依感知器規則用這個樣本更新一次後，`w{index}` 是多少？',
    'zh-CN':
      '一个感知机以 w·x + b 的正负号做预测，其中 w = ({w})，b = {b}。样本 x = ({x}) 的标签是 y = {y}（标签为 1 与 −1），所以分类错误。学习率为 {eta}。按感知机规则用这个样本更新一次后，`w{index}` 是多少？',
  },
  slots: (q) => ({
    w: shortList(q.w),
    b: q.b,
    x: shortList(q.x),
    y: q.y,
    eta: q.eta,
    index: q.at + 1,
    weight: weight(q),
    input: input(q),
    score: score(q),
    step: tidy(q.eta * q.y * input(q)),
  }),
  key: updated,
  mistakes: [
    {
      id: 'no-update',
      value: weight,
      feedback: {
        en: 'That is the weight before the step. The score {score} and the label {y} differ in sign, so the weight changes.',
        'zh-TW': '這是更新前的權重。分數 {score} 與標籤 {y} 正負號不同，所以權重要改變。',
        'zh-CN': '这是更新前的权重。分数 {score} 与标签 {y} 正负号不同，所以权重要改变。',
      },
    },
    {
      id: 'no-label',
      value: (q) => tidy(weight(q) + q.eta * input(q)),
      when: ({ y }) => y === -1,
      feedback: {
        en: 'The label was left out. With y = {y} the input is subtracted, not added.',
        'zh-TW': '漏了標籤。y = {y} 時要減去輸入，而不是加上。',
        'zh-CN': '漏了标签。y = {y} 时要减去输入，而不是加上。',
      },
    },
    {
      id: 'wrong-sign',
      value: (q) => tidy(weight(q) - q.eta * q.y * input(q)),
      when: ({ y }) => y === 1,
      feedback: {
        en: 'That moves away from the sample. Add η·y·x, so that y·(w·x + b) grows.',
        'zh-TW': '這樣離樣本更遠了。要加上 η·y·x，讓 y·(w·x + b) 變大。',
        'zh-CN': '这样离样本更远了。要加上 η·y·x，让 y·(w·x + b) 变大。',
      },
    },
    {
      id: 'twice',
      value: (q) => tidy(weight(q) + 2 * q.eta * q.y * input(q)),
      feedback: {
        en: 'The step is twice as long as it should be. The rule adds η·y·x once; there is no factor 2.',
        'zh-TW': '這一步的長度是應有的 2 倍。規則只加一次 η·y·x，沒有這個倍數。',
        'zh-CN': '这一步的长度是应有的 2 倍。规则只加一次 η·y·x，没有这个倍数。',
      },
    },
    {
      id: 'no-rate',
      value: (q) => tidy(weight(q) + q.y * input(q)),
      feedback: {
        en: 'The learning rate was left out: multiply the step by {eta}.',
        'zh-TW': '漏了學習率：這一步要乘以 {eta}。',
        'zh-CN': '漏了学习率：这一步要乘以 {eta}。',
      },
    },
    {
      id: 'no-input',
      value: (q) => tidy(weight(q) + q.eta * q.y),
      when: (q) => Math.abs(input(q)) !== 1,
      feedback: {
        en: 'That is how the bias changes. A weight changes by η·y times its input, here {input}.',
        'zh-TW': '偏差才是這樣更新。權重的改變量是 η·y 乘以它的輸入，這裡是 {input}。',
        'zh-CN': '偏置才是这样更新。权重的改变量是 η·y 乘以它的输入，这里是 {input}。',
      },
    },
    {
      id: 'other-input',
      value: (q) => tidy(weight(q) + q.eta * q.y * otherInput(q)),
      // Where it would come to the same as another mistake, it could not be told from it.
      when: (q) => otherInput(q) !== 1 && ![-1, 1, 2].includes(otherInput(q) / input(q)),
      feedback: {
        en: 'That uses the input of the other weight. The input of `w{index}` is {input}.',
        'zh-TW': '這用了另一個權重的輸入。`w{index}` 的輸入是 {input}。',
        'zh-CN': '这用了另一个权重的输入。`w{index}` 的输入是 {input}。',
      },
    },
  ],
  steps,
  hints: [
    {
      en: 'A misclassified sample pulls the weights towards y·x.',
      'zh-TW': '分類錯誤的樣本會把權重往 y·x 的方向拉。',
      'zh-CN': '分类错误的样本会把权重往 y·x 的方向拉。',
    },
    { en: 'w ← w + η·y·x', 'zh-TW': 'w ← w + η·y·x', 'zh-CN': 'w ← w + η·y·x' },
    {
      en: 'The old weight is {weight}, its input is {input}, and η·y·x = {step}.',
      'zh-TW': '舊權重是 {weight}，它的輸入是 {input}，η·y·x = {step}。',
      'zh-CN': '旧权重是 {weight}，它的输入是 {input}，η·y·x = {step}。',
    },
  ],
  difficulty: (q) => 0.2 + 0.3 * Number(q.y < 0) + 0.3 * Number(input(q) < 0),
});

function steps(q: Perceptron): readonly Step[] {
  const { w, x, b, y, eta, at } = q;
  const step = tidy(eta * y * input(q));
  return [
    {
      text: {
        en: 'The score has the wrong sign for the label {y}:',
        'zh-TW': '對標籤 {y} 來說，分數的正負號不對：',
        'zh-CN': '对标签 {y} 来说，分数的正负号不对：',
      },
      slots: { y },
      expression: `${operand(w[0] ?? 0)}*${operand(x[0] ?? 0)} + ${operand(w[1] ?? 0)}*${operand(x[1] ?? 0)} + ${operand(b)}`,
      value: score(q),
    },
    {
      text: {
        en: 'So the weight changes by η·y·x:',
        'zh-TW': '所以權重的改變量是 η·y·x：',
        'zh-CN': '所以权重的改变量是 η·y·x：',
      },
      expression: `${operand(eta)}*${operand(y)}*${operand(input(q))}`,
      value: step,
    },
    {
      text: {
        en: 'Add it to the old `w{index}`:',
        'zh-TW': '加到舊的 `w{index}` 上：',
        'zh-CN': '加到旧的 `w{index}` 上：',
      },
      slots: { index: at + 1 },
      expression: `${operand(weight(q))} + ${operand(step)}`,
      value: updated(q),
    },
  ];
}
