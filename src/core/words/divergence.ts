import type { Culprit, Ending } from '../../protocol/ending.ts';
import { fill, type Locale, type LocalText } from '../../protocol/locale.ts';

/** What happened, and when. */
const since = {
  loss: {
    en: 'The {metric} is not a number since batch {batch}.',
    'zh-TW': '從第 {batch} 個批次起，{metric}不再是數值。',
    'zh-CN': '从第 {batch} 个批次起，{metric}不再是数值。',
  },
  lossEpoch: {
    en: 'The {metric} is not a number since batch {batch} of epoch {epoch}.',
    'zh-TW': '從第 {epoch} 輪的第 {batch} 個批次起，{metric}不再是數值。',
    'zh-CN': '从第 {epoch} 轮的第 {batch} 个批次起，{metric}不再是数值。',
  },
} as const satisfies Record<string, LocalText>;

const metrics: Readonly<Record<string, LocalText>> = {
  loss: { en: 'loss', 'zh-TW': '損失', 'zh-CN': '损失' },
  gradient: { en: 'gradient', 'zh-TW': '梯度', 'zh-CN': '梯度' },
};

const kinds: Readonly<Record<Culprit['is'], LocalText>> = {
  infinite: { en: 'infinite', 'zh-TW': '無限大', 'zh-CN': '无穷大' },
  nan: { en: 'not a number (NaN)', 'zh-TW': '非數值（NaN）', 'zh-CN': '非数值（NaN）' },
};

/** Where it begins, and what can be done about that. */
const places = {
  input: {
    en: 'It begins in the data: the inputs of this batch hold a value that is {kind}. Look at how they are loaded and scaled.',
    'zh-TW': '問題出在資料：這個批次的輸入裡就有{kind}的值。請檢查資料的讀取與縮放。',
    'zh-CN': '问题出在数据：这个批次的输入里就有{kind}的值。请检查数据的读取与缩放。',
  },
  target: {
    en: 'It begins in the data: the targets of this batch hold a value that is {kind}. Look at how they are loaded.',
    'zh-TW': '問題出在資料：這個批次的目標值裡就有{kind}的值。請檢查目標值是怎麼讀進來的。',
    'zh-CN': '问题出在数据：这个批次的目标值里就有{kind}的值。请检查目标值是怎么读进来的。',
  },
  weight: {
    en: 'It begins in layer {layer}: the update before this batch left a weight that is {kind}. Try a smaller learning rate, or limit the gradient.',
    'zh-TW': '問題始於 {layer} 層：前一次更新讓權重變成了{kind}。試試較小的學習率，或限制梯度的大小。',
    'zh-CN': '问题始于 {layer} 层：前一次更新让权重变成了{kind}。试试较小的学习率，或限制梯度的大小。',
  },
  output: {
    en: 'It begins in layer {layer}: its output is {kind}. Try a smaller learning rate, scale the inputs to about −1 to 1, or put a normalisation layer before it.',
    'zh-TW':
      '問題始於 {layer} 層：它的輸出是{kind}。試試較小的學習率，把輸入縮放到大約 −1 到 1，或在它前面加一個正規化層。',
    'zh-CN':
      '问题始于 {layer} 层：它的输出是{kind}。试试较小的学习率，把输入缩放到大约 −1 到 1，或在它前面加一个归一化层。',
  },
  loss: {
    en: 'Every layer still gives numbers, so it begins in the loss itself: log(0), a division by zero, or predictions that have become huge. Try a smaller learning rate, and compute the loss from logits.',
    'zh-TW':
      '每一層的輸出都還是數值，所以問題出在損失本身：log(0)、除以零，或預測值變得非常大。試試較小的學習率，並直接用 logits 計算損失。',
    'zh-CN':
      '每一层的输出都还是数值，所以问题出在损失本身：log(0)、除以零，或预测值变得非常大。试试较小的学习率，并直接用 logits 计算损失。',
  },
  gradient: {
    en: 'It begins in the gradient of {layer}, which is {kind} while the loss is still a number. Square roots, divisions and logarithms have such gradients at 0: add a small number inside. The weights were not changed by it.',
    'zh-TW':
      '問題始於 {layer} 的梯度：損失還是數值，梯度卻是{kind}。平方根、除法和對數在 0 的梯度就會這樣，可在裡面加一個很小的數。這次更新沒有套用到權重。',
    'zh-CN':
      '问题始于 {layer} 的梯度：损失还是数值，梯度却是{kind}。平方根、除法和对数在 0 处的梯度就会这样，可在里面加一个很小的数。这次更新没有应用到权重。',
  },
  unknown: {
    en: 'Training was stopped. A smaller learning rate is the usual cure; also look for log(0) and division by zero.',
    'zh-TW': '訓練已經停止。通常把學習率調小就好；也請檢查 log(0) 和除以零。',
    'zh-CN': '训练已经停止。通常把学习率调小即可；也请检查 log(0) 和除以零。',
  },
} as const satisfies Record<string, LocalText>;

/** Where a number that is none begins, and what to do about it. */
export function culpritSentence(culprit: Culprit | undefined, locale: Locale): string {
  if (!culprit) return places.unknown[locale];
  return fill(places[culprit.in][locale], { layer: culprit.layer ?? '–', kind: kinds[culprit.is][locale] });
}

/** What the learner reads when a loss or a gradient has become something that is no number. */
export function divergenceSentence(ending: Extract<Ending, { kind: 'diverged' }>, locale: Locale): string {
  const { metric, batch, epoch, culprit } = ending;
  const when = since[epoch === undefined ? 'loss' : 'lossEpoch'][locale];
  const slots = { metric: metrics[metric]?.[locale] ?? metric, batch, epoch: epoch ?? 0 };
  const space = locale === 'en' ? ' ' : '';
  return fill(when, slots) + space + culpritSentence(culprit, locale);
}
