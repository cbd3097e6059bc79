import type { LocalText } from '../../protocol/locale.ts';

/** What the flags on the curves say: things that happened to training, and alarms in a few words each. */
export const markWords = {
  marks: { en: 'On the curves', 'zh-TW': '曲線上的標記', 'zh-CN': '曲线上的标记' },
  markAt: { en: '{where}: {what}', 'zh-TW': '{where}：{what}', 'zh-CN': '{where}：{what}' },
  'rate-changed': {
    en: 'the learning rate changed from {from} to {to}',
    'zh-TW': '學習率從 {from} 改為 {to}',
    'zh-CN': '学习率从 {from} 改为 {to}',
  },
  'rate-set': {
    en: 'the learning rate was set to {to}',
    'zh-TW': '學習率設為 {to}',
    'zh-CN': '学习率设为 {to}',
  },
  'early-stop': {
    en: 'training stopped early: nothing got better any more',
    'zh-TW': '提早停止訓練：已經不再進步',
    'zh-CN': '提前停止训练：已经不再进步',
  },
  'stopped-at-best': {
    en: 'you stopped training here, to keep the best weights',
    'zh-TW': '你在這裡停止訓練，並保留最好的權重',
    'zh-CN': '你在这里停止训练，并保留最好的权重',
  },
  'best-restored': {
    en: 'the best weights were put back',
    'zh-TW': '已換回最好的權重',
    'zh-CN': '已换回最好的权重',
  },
  branched: {
    en: 'this run branched off from an earlier one here',
    'zh-TW': '這次執行從先前的執行在此分出',
    'zh-CN': '这次运行从之前的运行在此分出',
  },
  learner: { en: '{text}', 'zh-TW': '{text}', 'zh-CN': '{text}' },
  'learner-none': {
    en: 'your program set a mark',
    'zh-TW': '你的程式在此做了標記',
    'zh-CN': '你的程序在此做了标记',
  },
  'loss-not-finite': {
    en: 'the loss is not a number any more',
    'zh-TW': '損失不再是數字',
    'zh-CN': '损失不再是数字',
  },
  'gradient-not-finite': {
    en: 'gradients that are not numbers',
    'zh-TW': '梯度不再是數字',
    'zh-CN': '梯度不再是数字',
  },
  'exploding-gradient': { en: 'exploding gradients', 'zh-TW': '梯度爆炸', 'zh-CN': '梯度爆炸' },
  'vanishing-gradient': { en: 'vanishing gradients', 'zh-TW': '梯度消失', 'zh-CN': '梯度消失' },
  'large-updates': {
    en: 'updates too large for the weights',
    'zh-TW': '更新的幅度相對權重太大',
    'zh-CN': '更新的幅度相对权重太大',
  },
  'small-updates': {
    en: 'updates too small to learn from',
    'zh-TW': '更新的幅度太小，幾乎沒有在學',
    'zh-CN': '更新的幅度太小，几乎没有在学',
  },
  'dead-units': {
    en: 'units that are always 0',
    'zh-TW': '有些單元一直輸出 0',
    'zh-CN': '有些单元一直输出 0',
  },
  'saturated-units': { en: 'saturated units', 'zh-TW': '單元飽和', 'zh-CN': '单元饱和' },
  other: { en: 'something happened to training', 'zh-TW': '訓練有了變化', 'zh-CN': '训练有了变化' },
  inLayer: { en: '{what} (layer {layer})', 'zh-TW': '{what}（{layer} 層）', 'zh-CN': '{what}（{layer} 层）' },
  more: {
    en: 'And {count} more; the first {shown} are listed.',
    'zh-TW': '還有 {count} 個；這裡列出前 {shown} 個。',
    'zh-CN': '还有 {count} 个；这里列出前 {shown} 个。',
  },
} as const satisfies Record<string, LocalText>;

export type MarkWord = keyof typeof markWords;
