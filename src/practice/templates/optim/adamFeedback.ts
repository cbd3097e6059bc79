/** What to tell about wrong ways through Adam's first steps. */
export const adamFeedback = {
  noCorrection: {
    en: 'Both moments start at 0 and are too small at first. Divide them by 1 − β₁^t and 1 − β₂^t.',
    'zh-TW': '兩個動差都從 0 開始，起初偏小。要分別除以 1 − β₁^t 和 1 − β₂^t。',
    'zh-CN': '两个矩都从 0 开始，起初偏小。要分别除以 1 − β₁^t 和 1 − β₂^t。',
  },
  onlyMeanCorrected: {
    en: 'Only the mean of the gradients was corrected. The mean of their squares needs it too: divide v by 1 − β₂^t.',
    'zh-TW': '只修正了梯度的平均。平方的平均也要修正：把 v 除以 1 − β₂^t。',
    'zh-CN': '只修正了梯度的平均。平方的平均也要修正：把 v 除以 1 − β₂^t。',
  },
  sgd: {
    en: 'That is plain SGD: gradient times {rate}. Adam divides a mean of gradients by the root of their mean square.',
    'zh-TW': '這是一般的 SGD：梯度乘 {rate}。Adam 要把梯度的平均除以平方平均的根號。',
    'zh-CN': '这是普通的 SGD：梯度乘 {rate}。Adam 要把梯度的平均除以平方平均的平方根。',
  },
  noRoot: {
    en: 'The mean was divided by v̂ itself. Take the square root of v̂ first.',
    'zh-TW': '這樣把平均直接除以 v̂ 了。要先對 v̂ 開平方根。',
    'zh-CN': '这样把平均直接除以 v̂ 了。要先对 v̂ 开平方根。',
  },
  ascent: {
    en: 'The steps were added. Adam goes down as well: subtract them from the weight.',
    'zh-TW': '這樣是加上了步長。Adam 也是下降：要從權重減去。',
    'zh-CN': '这样是加上了步长。Adam 也是下降：要从权重减去。',
  },
  onlySecondStep: {
    en: 'Only the step of t = 2 was taken. At t = 1 the weight had already moved away from {w}.',
    'zh-TW': '只走了 t = 2 的那一步。在 t = 1 權重就已經離開 {w} 了。',
    'zh-CN': '只走了 t = 2 的那一步。在 t = 1 权重就已经离开 {w} 了。',
  },
  noMemory: {
    en: 'That takes a full step of {rate} twice. At t = 2 the averages still hold the gradient {first} of t = 1.',
    'zh-TW': '這樣每次都走完整的一步 {rate}。在 t = 2，平均裡還留有 t = 1 的梯度 {first}。',
    'zh-CN': '这样每次都走完整的一步 {rate}。在 t = 2，平均里还留有 t = 1 的梯度 {first}。',
  },
};
