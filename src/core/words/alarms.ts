import type { Alarm, AlarmCode } from '../../protocol/exhibit.ts';
import { fill, type Locale, type LocalText } from '../../protocol/locale.ts';
import { formatValue } from '../series/formatValue.ts';

interface AlarmWords {
  /** Two to four words. */
  title: LocalText;
  sentence: LocalText;
  advice: LocalText;
}

/** What each alarm says, and what a learner can do about it. */
const alarmWords: Readonly<Record<AlarmCode, AlarmWords>> = {
  'loss-not-finite': {
    title: { en: 'Loss is not a number', 'zh-TW': '損失不是數值', 'zh-CN': '损失不是数值' },
    sentence: {
      en: 'The loss became {value}.',
      'zh-TW': '損失變成了 {value}。',
      'zh-CN': '损失变成了 {value}。',
    },
    advice: {
      en: 'Try a smaller learning rate, and look for log(0) and division by zero.',
      'zh-TW': '試試較小的學習率，並檢查 log(0) 和除以零。',
      'zh-CN': '试试较小的学习率，并检查 log(0) 和除以零。',
    },
  },
  'gradient-not-finite': {
    title: { en: 'Gradient is not a number', 'zh-TW': '梯度不是數值', 'zh-CN': '梯度不是数值' },
    sentence: {
      en: 'A gradient became {value} while the loss was still a number.',
      'zh-TW': '損失還是數值，但有一個梯度變成了 {value}。',
      'zh-CN': '损失还是数值，但有一个梯度变成了 {value}。',
    },
    advice: {
      en: 'Square roots, divisions and logarithms have such gradients at 0: add a small number inside.',
      'zh-TW': '平方根、除法和對數在 0 的梯度就會這樣：在裡面加一個很小的數。',
      'zh-CN': '平方根、除法和对数在 0 处的梯度就会这样：在里面加一个很小的数。',
    },
  },
  'exploding-gradient': {
    title: { en: 'Exploding gradient', 'zh-TW': '梯度爆炸', 'zh-CN': '梯度爆炸' },
    sentence: {
      en: 'The gradient has grown to a norm of {value}, more than a hundred times what it was before.',
      'zh-TW': '梯度的範數增加到 {value}，是先前的一百倍以上。',
      'zh-CN': '梯度的范数增加到 {value}，是先前的一百倍以上。',
    },
    advice: {
      en: 'Try a smaller learning rate, or limit the gradient before it is applied (gradient clipping).',
      'zh-TW': '試試較小的學習率，或在套用之前限制梯度的大小（梯度裁剪）。',
      'zh-CN': '试试较小的学习率，或在应用之前限制梯度的大小（梯度裁剪）。',
    },
  },
  'vanishing-gradient': {
    title: { en: 'Vanishing gradient', 'zh-TW': '梯度消失', 'zh-CN': '梯度消失' },
    sentence: {
      en: 'Next to nothing of the gradient reaches the first layers: there it is {value} times that of the last layer.',
      'zh-TW': '梯度幾乎傳不到前面的層：那裡的梯度只有最後一層的 {value} 倍。',
      'zh-CN': '梯度几乎传不到前面的层：那里的梯度只有最后一层的 {value} 倍。',
    },
    advice: {
      en: 'Use ReLU instead of sigmoid or tanh in the hidden layers, fewer layers, skip connections, or batch normalisation.',
      'zh-TW': '隱藏層改用 ReLU 取代 sigmoid 或 tanh、減少層數，或加上跳接連接、批次正規化。',
      'zh-CN': '隐藏层改用 ReLU 代替 sigmoid 或 tanh、减少层数，或加上跳跃连接、批归一化。',
    },
  },
  'large-updates': {
    title: { en: 'Updates are too large', 'zh-TW': '更新幅度過大', 'zh-CN': '更新幅度过大' },
    sentence: {
      en: 'One update changes the weights by {percent} of their size. About 0.1 % is usual.',
      'zh-TW': '一次更新就讓權重改變了自身大小的 {percent}。一般大約是 0.1%。',
      'zh-CN': '一次更新就让权重改变了自身大小的 {percent}。一般大约是 0.1%。',
    },
    advice: {
      en: 'Try a learning rate ten times smaller.',
      'zh-TW': '試試把學習率調小到十分之一。',
      'zh-CN': '试试把学习率调小到十分之一。',
    },
  },
  'small-updates': {
    title: { en: 'Updates are too small', 'zh-TW': '更新幅度過小', 'zh-CN': '更新幅度过小' },
    sentence: {
      en: 'One update changes no layer by more than {value} of its size. About 0.001 is usual, so learning will take very long.',
      'zh-TW': '一次更新對每一層的改變都不超過自身大小的 {value} 倍。一般大約是 0.001，這樣會學得非常慢。',
      'zh-CN': '一次更新对每一层的改变都不超过自身大小的 {value} 倍。一般大约是 0.001，这样会学得非常慢。',
    },
    advice: {
      en: 'Try a learning rate ten or a hundred times larger.',
      'zh-TW': '試試把學習率調大十倍或一百倍。',
      'zh-CN': '试试把学习率调大十倍或一百倍。',
    },
  },
  'dead-units': {
    title: { en: 'Dead units', 'zh-TW': '神經元失去作用', 'zh-CN': '神经元失活' },
    sentence: {
      en: '{percent} of the units give 0 for every sample that was tried, so they no longer learn.',
      'zh-TW': '對所有試過的樣本，{percent} 的神經元都輸出 0，因此不再學習。',
      'zh-CN': '对所有试过的样本，{percent} 的神经元都输出 0，因此不再学习。',
    },
    advice: {
      en: 'Try a smaller learning rate, He initialisation with zero biases, or leaky ReLU.',
      'zh-TW': '試試較小的學習率、He 初始化並讓偏差從 0 開始，或改用 leaky ReLU。',
      'zh-CN': '试试较小的学习率、He 初始化并让偏置从 0 开始，或改用 leaky ReLU。',
    },
  },
  'saturated-units': {
    title: { en: 'Saturated units', 'zh-TW': '神經元飽和', 'zh-CN': '神经元饱和' },
    sentence: {
      en: '{percent} of the outputs are at the end of their range, where the slope is next to nothing.',
      'zh-TW': '{percent} 的輸出已經到了範圍的兩端，那裡的斜率幾乎是零。',
      'zh-CN': '{percent} 的输出已经到了范围的两端，那里的斜率几乎是零。',
    },
    advice: {
      en: 'Scale the inputs to about −1 to 1, use smaller initial weights or a smaller learning rate, or use ReLU.',
      'zh-TW': '把輸入縮放到大約 −1 到 1，用較小的初始權重或學習率，或改用 ReLU。',
      'zh-CN': '把输入缩放到大约 −1 到 1，用较小的初始权重或学习率，或改用 ReLU。',
    },
  },
};

export const alarmPanelWords = {
  alarms: { en: 'Alarms', 'zh-TW': '警示', 'zh-CN': '警示' },
  inLayer: { en: 'Layer {layer}', 'zh-TW': '{layer} 層', 'zh-CN': '{layer} 层' },
  afterEpoch: { en: 'after epoch {epoch}', 'zh-TW': '第 {epoch} 輪之後', 'zh-CN': '第 {epoch} 轮之后' },
  atUpdate: { en: 'at update {updates}', 'zh-TW': '第 {updates} 次更新', 'zh-CN': '第 {updates} 次更新' },
} as const satisfies Record<string, LocalText>;

export function alarmTitle({ code }: Pick<Alarm, 'code'>, locale: Locale): string {
  return alarmWords[code].title[locale];
}

/** What was seen, with its figure. */
export function alarmSentence({ code, value = NaN }: Pick<Alarm, 'code' | 'value'>, locale: Locale): string {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  return fill(alarmWords[code].sentence[locale], { value: formatValue(value), percent });
}

export function alarmAdvice({ code }: Pick<Alarm, 'code'>, locale: Locale): string {
  return alarmWords[code].advice[locale];
}
