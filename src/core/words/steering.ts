/** What the run panel says about steering a run: its learning rate, its best epoch, and going back in time. */
export const steeringWords = {
  stopAtBest: { en: 'Stop at best', 'zh-TW': '停在最佳輪', 'zh-CN': '停在最佳轮' },
  stopAtBestHint: {
    en: 'Ends training and puts back the weights of the best epoch. The rest of your program runs.',
    'zh-TW': '結束訓練，並還原最佳一輪的權重。程式其餘部分會繼續執行。',
    'zh-CN': '结束训练，并恢复最佳一轮的权重。程序的其余部分会继续运行。',
  },
  learningRate: { en: 'Learning rate', 'zh-TW': '學習率', 'zh-CN': '学习率' },
  learningRateIs: {
    en: 'Learning rate {rate}',
    'zh-TW': '學習率 {rate}',
    'zh-CN': '学习率 {rate}',
  },
  changeLearningRate: {
    en: 'Learning rate {rate}. Change it while training',
    'zh-TW': '學習率 {rate}。在訓練中變更',
    'zh-CN': '学习率 {rate}。在训练中更改',
  },
  apply: { en: 'Apply', 'zh-TW': '套用', 'zh-CN': '应用' },
  cancel: { en: 'Cancel', 'zh-TW': '取消', 'zh-CN': '取消' },
  badLearningRate: {
    en: 'A learning rate is a number above 0 and at most 1000, for example 0.001 or 1e-4.',
    'zh-TW': '學習率要大於 0、不超過 1000，例如 0.001 或 1e-4。',
    'zh-CN': '学习率要大于 0、不超过 1000，例如 0.001 或 1e-4。',
  },
  learningRateChanged: {
    en: 'The learning rate is {rate} from the next batch on.',
    'zh-TW': '從下一個批次起，學習率是 {rate}。',
    'zh-CN': '从下一个批次起，学习率是 {rate}。',
  },
  rewind: { en: 'Go back in the run', 'zh-TW': '回看這次執行', 'zh-CN': '回看这次运行' },
  rewindNow: { en: 'Latest', 'zh-TW': '最新', 'zh-CN': '最新' },
  rewindBack: { en: 'One moment back', 'zh-TW': '往前一刻', 'zh-CN': '往前一刻' },
  rewindOn: { en: 'One moment on', 'zh-TW': '往後一刻', 'zh-CN': '往后一刻' },
  rewindEpoch: {
    en: 'after epoch {epoch}, {time}',
    'zh-TW': '第 {epoch} 輪之後，{time}',
    'zh-CN': '第 {epoch} 轮之后，{time}',
  },
  rewindUpdate: {
    en: 'after {updates} updates, {time}',
    'zh-TW': '更新 {updates} 次之後，{time}',
    'zh-CN': '更新 {updates} 次之后，{time}',
  },
  rewindTime: { en: 'at {time}', 'zh-TW': '{time} 時', 'zh-CN': '{time} 时' },
  rewindShowsNow: { en: 'the latest', 'zh-TW': '最新狀態', 'zh-CN': '最新状态' },
} as const;
