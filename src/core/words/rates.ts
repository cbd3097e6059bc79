import type { RateScan } from '../../protocol/exhibit.ts';
import type { LocalText } from '../../protocol/locale.ts';

/** The learning-rate finder. */
export const rateWords = {
  find: { en: 'Find a learning rate', 'zh-TW': '尋找學習率', 'zh-CN': '寻找学习率' },
  purpose: { en: 'Learning-rate search', 'zh-TW': '學習率搜尋', 'zh-CN': '学习率搜索' },
  title: { en: 'Loss over the learning rate', 'zh-TW': '不同學習率下的損失', 'zh-CN': '不同学习率下的损失' },
  searching: {
    en: 'Trying learning rates from 0.0000001 to 10, a larger one at each step. Nothing of this is kept.',
    'zh-TW': '正在嘗試從 0.0000001 到 10 的學習率，每一步都更大一些。這些訓練不會保留。',
    'zh-CN': '正在尝试从 0.0000001 到 10 的学习率，每一步都更大一些。这些训练不会保留。',
  },
  note: {
    en: 'Of {model}, in {steps} steps. Smoothed; the measured losses are faint behind.',
    'zh-TW': '{model}，共 {steps} 步。線條經過平滑，實際的損失以淡色畫在後面。',
    'zh-CN': '{model}，共 {steps} 步。线条经过平滑，实际的损失以淡色画在后面。',
  },
  rate: { en: 'learning rate', 'zh-TW': '學習率', 'zh-CN': '学习率' },
  atRate: { en: 'learning rate {rate}', 'zh-TW': '學習率 {rate}', 'zh-CN': '学习率 {rate}' },
  smoothed: { en: 'loss, smoothed', 'zh-TW': '損失（平滑）', 'zh-CN': '损失（平滑）' },
  measured: { en: 'loss', 'zh-TW': '損失', 'zh-CN': '损失' },
  copy: { en: 'Copy {rate}', 'zh-TW': '複製 {rate}', 'zh-CN': '复制 {rate}' },
  copied: { en: '{rate} was copied.', 'zh-TW': '已複製 {rate}。', 'zh-CN': '已复制 {rate}。' },
  notCopied: {
    en: 'It could not be copied. The number is {rate}.',
    'zh-TW': '無法複製。數值是 {rate}。',
    'zh-CN': '无法复制。数值是 {rate}。',
  },
} as const satisfies Record<string, LocalText>;

/** What the curve says, and what to do. */
export const rateVerdicts: Readonly<Record<RateScan['verdict'], LocalText>> = {
  found: {
    en: 'The loss falls fastest at a learning rate of about {rate}. Start there; half or twice as much is just as good a guess.',
    'zh-TW': '學習率大約 {rate} 時損失下降得最快。可以從這裡開始，取一半或兩倍也一樣合理。',
    'zh-CN': '学习率大约 {rate} 时损失下降得最快。可以从这里开始，取一半或两倍也一样合理。',
  },
  flat: {
    en: 'The loss does not fall at any learning rate, so there is nothing to suggest. Look at the data, the loss and whether the layers are trainable; larger batches make the curve less noisy.',
    'zh-TW':
      '不論哪個學習率，損失都沒有下降，所以無法給出建議。請檢查資料、損失函數，以及各層是否可訓練；較大的批次會讓曲線比較平穩。',
    'zh-CN':
      '不论哪个学习率，损失都没有下降，所以无法给出建议。请检查数据、损失函数，以及各层是否可训练；较大的批次会让曲线比较平稳。',
  },
  'diverges-at-once': {
    en: 'The loss grows at even the smallest learning rates, so there is nothing to suggest. Scale the inputs to about −1 to 1, and look for large initial weights or a wrong sign in the loss.',
    'zh-TW':
      '連最小的學習率也會讓損失變大，所以無法給出建議。請把輸入縮放到大約 −1 到 1，並檢查初始權重是否太大、損失的正負號是否寫反。',
    'zh-CN':
      '连最小的学习率也会让损失变大，所以无法给出建议。请把输入缩放到大约 −1 到 1，并检查初始权重是否太大、损失的正负号是否写反。',
  },
  'too-short': {
    en: 'The program ended before enough learning rates were tried. A search needs about a hundred updates of the weights by one optimizer whose loss is known.',
    'zh-TW':
      '程式在試過足夠多的學習率之前就結束了。搜尋需要同一個最佳化器大約一百次權重更新，而且要知道損失。',
    'zh-CN': '程序在试过足够多的学习率之前就结束了。搜索需要同一个优化器大约一百次权重更新，而且要知道损失。',
  },
};
