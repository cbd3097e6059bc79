import type { NoResumption } from '../../protocol/checkpoint.ts';
import type { ResumeRefusal } from '../../protocol/ending.ts';
import type { LocalText } from '../../protocol/locale.ts';

/** What is said about going on from an epoch of an earlier run. */
export const branchWords = {
  goOn: { en: 'Go on from epoch {epoch}', 'zh-TW': '從第 {epoch} 輪接續', 'zh-CN': '从第 {epoch} 轮继续' },
  goOnTitle: { en: 'Go on from here', 'zh-TW': '從這裡接續訓練', 'zh-CN': '从这里继续训练' },
  whichModel: { en: 'Model', 'zh-TW': '模型', 'zh-CN': '模型' },
  whichEpoch: { en: 'Epoch', 'zh-TW': '輪次', 'zh-CN': '轮次' },
  epochPlain: { en: 'epoch {epoch}', 'zh-TW': '第 {epoch} 輪', 'zh-CN': '第 {epoch} 轮' },
  epochLast: {
    en: 'epoch {epoch}, the last',
    'zh-TW': '第 {epoch} 輪（最後）',
    'zh-CN': '第 {epoch} 轮（最后）',
  },
  epochBest: {
    en: 'epoch {epoch}, the best: {monitor} {loss}',
    'zh-TW': '第 {epoch} 輪（最佳：{monitor} {loss}）',
    'zh-CN': '第 {epoch} 轮（最佳：{monitor} {loss}）',
  },
  epochShown: {
    en: 'epoch {epoch}, shown above',
    'zh-TW': '第 {epoch} 輪（上方顯示的時刻）',
    'zh-CN': '第 {epoch} 轮（上方显示的时刻）',
  },
  epochEnd: {
    en: 'the end of the run, after {updates} updates',
    'zh-TW': '執行結束時，共 {updates} 次更新',
    'zh-CN': '运行结束时，共 {updates} 次更新',
  },
  learningRate: { en: 'Learning rate', 'zh-TW': '學習率', 'zh-CN': '学习率' },
  learningRateHint: {
    en: 'Learning rate, now {rate}',
    'zh-TW': '學習率（目前 {rate}）',
    'zh-CN': '学习率（目前 {rate}）',
  },
  badRate: {
    en: 'The learning rate must be a number above 0, for example 0.001.',
    'zh-TW': '學習率必須是大於 0 的數字，例如 0.001。',
    'zh-CN': '学习率必须是大于 0 的数字，例如 0.001。',
  },
  howTitle: { en: 'What is put back', 'zh-TW': '會恢復哪些內容', 'zh-CN': '会恢复哪些内容' },
  howItGoesOn: {
    en: 'The program runs from its first line with the same seed; at this epoch, weights, optimizer, data order and random numbers are put back. Variables of your own that callbacks change begin anew.',
    'zh-TW':
      '程式會用同一個亂數種子從第一行開始執行；到了這一輪，就恢復權重、最佳化器、資料順序和亂數狀態。你自己在回呼函式裡更新的變數則會重新開始。',
    'zh-CN':
      '程序会用同一个随机种子从第一行开始运行；到了这一轮，就恢复权重、优化器、数据顺序和随机数状态。你自己在回调函数里更新的变量则会重新开始。',
  },
  codeChanged: {
    en: 'The file has changed since that run. What comes before the epoch is run as it is now.',
    'zh-TW': '檔案在那次執行之後改過。這一輪之前的部分會照現在的內容執行。',
    'zh-CN': '文件在那次运行之后改过。这一轮之前的部分会按现在的内容运行。',
  },
  goOnAnyway: { en: 'Go On with the Changed File', 'zh-TW': '用改過的檔案接續', 'zh-CN': '用改过的文件继续' },
  onlyAgain: {
    en: 'Running it again with the same seed gives the same numbers, from the start.',
    'zh-TW': '用同一個亂數種子再執行一次，從頭開始會得到同樣的數值。',
    'zh-CN': '用同一个随机种子再运行一次，从头开始会得到同样的数值。',
  },
  runSameSeed: {
    en: 'Run again with the same seed',
    'zh-TW': '用同一個亂數種子再執行',
    'zh-CN': '用同一个随机种子再运行',
  },
  wentOn: {
    en: 'Goes on from epoch {epoch} of run #{number}',
    'zh-TW': '接續第 {number} 次執行的第 {epoch} 輪',
    'zh-CN': '接着第 {number} 次运行的第 {epoch} 轮',
  },
  wentOnRate: {
    en: 'Goes on from epoch {epoch} of run #{number}, with learning rate {rate}',
    'zh-TW': '接續第 {number} 次執行的第 {epoch} 輪，學習率改為 {rate}',
    'zh-CN': '接着第 {number} 次运行的第 {epoch} 轮，学习率改为 {rate}',
  },
  wentOnChanged: {
    en: 'The file had changed in between.',
    'zh-TW': '在這之間檔案改過。',
    'zh-CN': '在这之间文件改过。',
  },
  pickEpoch: { en: 'Go on from which epoch?', 'zh-TW': '要從第幾輪接續？', 'zh-CN': '要从第几轮继续？' },
  noCheckpoints: {
    en: 'No epoch of this run was kept from which it could go on: only the latest runs keep them.',
    'zh-TW': '這次執行沒有保留可以接續的輪次：只有最近的執行會保留。',
    'zh-CN': '这次运行没有保留可以继续的轮次：只有最近的运行会保留。',
  },
  checkpointGone: {
    en: 'The checkpoint of that epoch is no longer there, or is damaged.',
    'zh-TW': '那一輪的檢查點已經不在，或已損壞。',
    'zh-CN': '那一轮的检查点已经不在，或已损坏。',
  },
  recordGone: {
    en: 'The curves of that run can no longer be read, so nothing can go on from them.',
    'zh-TW': '那次執行的曲線已無法讀取，因此無法接續。',
    'zh-CN': '那次运行的曲线已无法读取，因此无法继续。',
  },
} as const satisfies Record<string, LocalText>;

/** Why nothing can go on from an epoch of this run. Each is followed by what can be done instead. */
export const noResumptions: Readonly<Record<NoResumption, LocalText>> = {
  loop: {
    en: 'A training loop of your own has no epochs at which it could go on.',
    'zh-TW': '自己寫的訓練迴圈沒有可以接續的輪次。',
    'zh-CN': '自己写的训练循环没有可以继续的轮次。',
  },
  dataset: {
    en: 'fitDataset() reads its data one after the other, and cannot be set to a place in between.',
    'zh-TW': 'fitDataset() 依序讀取資料，無法回到中間的位置。',
    'zh-CN': 'fitDataset() 依次读取数据，无法回到中间的位置。',
  },
  mixed: {
    en: 'Another model was trained inside of this fit(), and its state is not part of the epoch.',
    'zh-TW': '這個 fit() 進行時還訓練了另一個模型，它的狀態不屬於這一輪。',
    'zh-CN': '这个 fit() 进行时还训练了另一个模型，它的状态不属于这一轮。',
  },
  order: {
    en: 'The program drew random numbers while fit() was shuffling, so the order of the data is not known.',
    'zh-TW': 'fit() 打亂資料時程式也取用了亂數，因此無法得知資料順序。',
    'zh-CN': 'fit() 打乱数据时程序也取用了随机数，因此无法得知数据顺序。',
  },
  part: {
    en: 'No epoch was completed.',
    'zh-TW': '沒有任何一輪完成。',
    'zh-CN': '没有任何一轮完成。',
  },
  size: {
    en: 'The model is too large to keep its state for each epoch.',
    'zh-TW': '模型太大，無法保留每一輪的狀態。',
    'zh-CN': '模型太大，无法保留每一轮的状态。',
  },
};

/** Why a run that was to go on has not. */
export const resumeRefusals: Readonly<Record<ResumeRefusal, LocalText>> = {
  'not-reached': {
    en: 'The program ended without coming to the training that was to go on. The file has probably changed; run it from the start.',
    'zh-TW': '程式沒有執行到要接續的訓練就結束了。檔案可能改過；請從頭執行。',
    'zh-CN': '程序没有运行到要继续的训练就结束了。文件可能改过；请从头运行。',
  },
  model: {
    en: 'The model has other layers or shapes than when the epoch was kept, so its weights do not fit. Run it from the start.',
    'zh-TW': '模型的層或形狀和保留那一輪時不同，權重無法放回。請從頭執行。',
    'zh-CN': '模型的层或形状和保留那一轮时不同，权重无法放回。请从头运行。',
  },
  optimizer: {
    en: 'The model is compiled with another kind of optimizer than when the epoch was kept. Run it from the start.',
    'zh-TW': '模型編譯時用的最佳化器和保留那一輪時不同。請從頭執行。',
    'zh-CN': '模型编译时用的优化器和保留那一轮时不同。请从头运行。',
  },
  data: {
    en: 'There are more or fewer training samples than when the epoch was kept, so their order cannot be put back. Run it from the start.',
    'zh-TW': '訓練樣本的數量和保留那一輪時不同，資料順序無法恢復。請從頭執行。',
    'zh-CN': '训练样本的数量和保留那一轮时不同，数据顺序无法恢复。请从头运行。',
  },
  dataset: {
    en: 'The training is fitDataset() now, whose data cannot be set to a place in between. Run it from the start.',
    'zh-TW': '訓練現在改用 fitDataset()，它的資料無法回到中間的位置。請從頭執行。',
    'zh-CN': '训练现在改用 fitDataset()，它的数据无法回到中间的位置。请从头运行。',
  },
};
