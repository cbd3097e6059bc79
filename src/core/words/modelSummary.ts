import type { LocalText } from '../../protocol/locale.ts';

/** The layers of a model, and what they cost. */
export const modelSummaryWords = {
  input: { en: 'input', 'zh-TW': '輸入', 'zh-CN': '输入' },
  macs: { en: 'multiplications', 'zh-TW': '乘法次數', 'zh-CN': '乘法次数' },
  memory: { en: 'outputs', 'zh-TW': '輸出大小', 'zh-CN': '输出大小' },
  total: { en: 'total', 'zh-TW': '合計', 'zh-CN': '合计' },
  frozen: { en: '{count} frozen', 'zh-TW': '{count} 個凍結', 'zh-CN': '{count} 个冻结' },
  memorySentence: {
    en: 'Memory: {weights} for the weights, as much for their gradients, {optimizer} for the optimizer, and {outputs} for the outputs of each sample of a batch. Multiplications are those of one sample going forward; training takes about three times as many.',
    'zh-TW':
      '記憶體：權重 {weights}，梯度也一樣多，最佳化器 {optimizer}；批次中每個樣本的輸出另需 {outputs}。乘法次數是一個樣本前向計算一次的量，訓練大約要三倍。',
    'zh-CN':
      '内存：权重 {weights}，梯度也同样多，优化器 {optimizer}；批次中每个样本的输出另需 {outputs}。乘法次数是一个样本前向计算一次的量，训练大约要三倍。',
  },
  saveCsv: { en: 'Save as CSV', 'zh-TW': '另存為 CSV', 'zh-CN': '另存为 CSV' },
} as const satisfies Record<string, LocalText>;
