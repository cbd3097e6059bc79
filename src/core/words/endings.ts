import { assertNever } from '../../base/assert.ts';
import type { DeviceFailure, Ending, EndingKind } from '../../protocol/ending.ts';
import { resumeRefusals } from './branch.ts';
import { fill, type Locale, type LocalText } from '../../protocol/locale.ts';
import { divergenceSentence } from './divergence.ts';
import { explainProgramError } from './programErrors.ts';

/** Two or three words for a row, a badge or a status line. */
export const endingTitles: Readonly<Record<EndingKind, LocalText>> = {
  finished: { en: 'Finished', 'zh-TW': '已完成', 'zh-CN': '已完成' },
  stopped: { en: 'Stopped', 'zh-TW': '已停止', 'zh-CN': '已停止' },
  syntax: { en: 'Syntax error', 'zh-TW': '語法錯誤', 'zh-CN': '语法错误' },
  threw: { en: 'Error', 'zh-TW': '發生錯誤', 'zh-CN': '发生错误' },
  'missing-export': { en: 'Export missing', 'zh-TW': '缺少匯出', 'zh-CN': '缺少导出' },
  'missing-module': { en: 'Import not found', 'zh-TW': '找不到匯入的模組', 'zh-CN': '找不到导入的模块' },
  'file-gone': { en: 'File not found', 'zh-TW': '找不到檔案', 'zh-CN': '找不到文件' },
  diverged: { en: 'Loss is not a number', 'zh-TW': '損失不是數值', 'zh-CN': '损失不是数值' },
  exited: { en: 'Program exited', 'zh-TW': '程式自行結束', 'zh-CN': '程序自行退出' },
  stalled: { en: 'Not responding', 'zh-TW': '沒有回應', 'zh-CN': '没有响应' },
  timeout: { en: 'Out of time', 'zh-TW': '超過時間', 'zh-CN': '超时' },
  memory: { en: 'Out of memory', 'zh-TW': '記憶體不足', 'zh-CN': '内存不足' },
  crashed: { en: 'Crashed', 'zh-TW': '意外終止', 'zh-CN': '意外终止' },
  'device-lost': { en: 'GPU lost', 'zh-TW': 'GPU 失去連線', 'zh-CN': 'GPU 连接丢失' },
  'no-engine': { en: 'No engine', 'zh-TW': '沒有可用的引擎', 'zh-CN': '没有可用的引擎' },
  'not-resumed': { en: 'Cannot go on', 'zh-TW': '無法接續', 'zh-CN': '无法继续' },
};

const sentences = {
  finished: {
    en: 'Finished in {seconds} s.',
    'zh-TW': '執行完成，用時 {seconds} 秒。',
    'zh-CN': '运行完成，用时 {seconds} 秒。',
  },
  scanned: {
    en: 'Learning rates were tried for {seconds} s and the run ended there. Nothing was trained: the weights are as before.',
    'zh-TW': '試了各種學習率，用時 {seconds} 秒，執行到此為止。沒有真正訓練：權重和之前一樣。',
    'zh-CN': '尝试了各种学习率，用时 {seconds} 秒，运行到此为止。没有真正训练：权重和之前一样。',
  },
  stopped: { en: 'You stopped this run.', 'zh-TW': '你停止了這次執行。', 'zh-CN': '你停止了这次运行。' },
  stoppedForced: {
    en: 'You stopped this run. It did not answer in time, so its process was ended.',
    'zh-TW': '你停止了這次執行。它沒有及時回應，所以直接結束了它的行程。',
    'zh-CN': '你停止了这次运行。它没有及时响应，所以直接结束了它的进程。',
  },
  syntax: {
    en: 'Line {line} cannot be read as code: {message}.',
    'zh-TW': '第 {line} 行無法當作程式碼讀取：{message}。',
    'zh-CN': '第 {line} 行无法作为代码读取：{message}。',
  },
  threw: { en: '{message}', 'zh-TW': '{message}', 'zh-CN': '{message}' },
  threwAt: {
    en: 'Line {line}: {message}',
    'zh-TW': '第 {line} 行：{message}',
    'zh-CN': '第 {line} 行：{message}',
  },
  'missing-export': {
    en: 'The file needs to export “{name}”. Put “export” in front of it, or give it that name.',
    'zh-TW': '這個檔案需要匯出「{name}」。請在它前面加上 export，或改用這個名稱。',
    'zh-CN': '这个文件需要导出“{name}”。请在它前面加上 export，或改用这个名称。',
  },
  'missing-module': {
    en: '“{name}” cannot be imported here. Lessons run offline with “@tensorflow/tfjs”, “deep-learning-lessons” and files beside yours.',
    'zh-TW':
      '這裡無法匯入「{name}」。課程離線執行，可以使用 “@tensorflow/tfjs”、“deep-learning-lessons” 以及同資料夾的檔案。',
    'zh-CN':
      '这里无法导入“{name}”。课程离线运行，可以使用 “@tensorflow/tfjs”、“deep-learning-lessons” 以及同文件夹的文件。',
  },
  'file-gone': {
    en: 'The file is no longer there: {file}. Open the exercise again to restore it.',
    'zh-TW': '檔案已經不在了：{file}。重新開啟練習就能還原。',
    'zh-CN': '文件已经不在了：{file}。重新打开练习即可恢复。',
  },
  exited: {
    en: 'Your program called process.exit({code}), which ends the run before its results are complete. Remove that call.',
    'zh-TW': '你的程式呼叫了 process.exit({code})，結果還沒完成執行就結束了。請移除這個呼叫。',
    'zh-CN': '你的程序调用了 process.exit({code})，结果还没完成运行就结束了。请删除这个调用。',
  },
  stalled: {
    en: 'Nothing moved for {seconds} seconds. A loop that never ends is the usual reason.',
    'zh-TW': '已經 {seconds} 秒沒有任何進展。通常是有一個不會結束的迴圈。',
    'zh-CN': '已经 {seconds} 秒没有任何进展。通常是有一个不会结束的循环。',
  },
  stalledAt: {
    en: 'Nothing moved for {seconds} seconds; the program is busy at line {line}. A loop that never ends is the usual reason.',
    'zh-TW': '已經 {seconds} 秒沒有任何進展，程式一直停在第 {line} 行。通常是有一個不會結束的迴圈。',
    'zh-CN': '已经 {seconds} 秒没有任何进展，程序一直停在第 {line} 行。通常是有一个不会结束的循环。',
  },
  timeout: {
    en: 'This took longer than its limit of {seconds} seconds. Train fewer epochs, or use a smaller model.',
    'zh-TW': '執行超過了 {seconds} 秒的上限。請減少訓練輪數，或用小一點的模型。',
    'zh-CN': '运行超过了 {seconds} 秒的上限。请减少训练轮数，或用小一点的模型。',
  },
  memory: {
    en: 'The run used {usedMb} MB; its limit is {limitMb} MB. Free tensors with tf.tidy or dispose, or use smaller batches.',
    'zh-TW':
      '這次執行用了 {usedMb} MB 記憶體，上限是 {limitMb} MB。請用 tf.tidy 或 dispose 釋放張量，或用小一點的批次。',
    'zh-CN':
      '这次运行用了 {usedMb} MB 内存，上限是 {limitMb} MB。请用 tf.tidy 或 dispose 释放张量，或用小一点的批次。',
  },
  memoryAt: {
    en: 'The run used {usedMb} MB at line {line}; its limit is {limitMb} MB. Free tensors with tf.tidy or dispose, or use smaller batches.',
    'zh-TW':
      '程式在第 {line} 行用到 {usedMb} MB 記憶體，上限是 {limitMb} MB。請用 tf.tidy 或 dispose 釋放張量，或用小一點的批次。',
    'zh-CN':
      '程序在第 {line} 行用到 {usedMb} MB 内存，上限是 {limitMb} MB。请用 tf.tidy 或 dispose 释放张量，或用小一点的批次。',
  },
  crashed: {
    en: 'The process that ran your code ended unexpectedly ({reason}). Your file is unchanged; run it again.',
    'zh-TW': '執行程式碼的行程意外終止（{reason}）。你的檔案沒有改變，請再執行一次。',
    'zh-CN': '运行代码的进程意外终止（{reason}）。你的文件没有改变，请再运行一次。',
  },
  'device-lost': {
    en: 'The graphics card stopped answering ({detail}). Run again, or choose another engine in the status bar.',
    'zh-TW': '顯示卡停止回應（{detail}）。請再執行一次，或在狀態列選擇其他引擎。',
    'zh-CN': '显卡停止响应（{detail}）。请再运行一次，或在状态栏选择其他引擎。',
  },
  deviceMemory: {
    en: 'The memory of the graphics card is full ({detail}). Use smaller batches or a smaller model, or choose another engine in the status bar.',
    'zh-TW': '顯示卡的記憶體用完了（{detail}）。請用小一點的批次或模型，或在狀態列選擇其他引擎。',
    'zh-CN': '显卡的显存用完了（{detail}）。请用小一点的批次或模型，或在状态栏选择其他引擎。',
  },
  deviceError: {
    en: 'The graphics card refused part of the computation ({detail}), and what it returned cannot be relied on. Choose another engine in the status bar.',
    'zh-TW': '顯示卡拒絕了部分計算（{detail}），結果並不可靠。請在狀態列選擇其他引擎。',
    'zh-CN': '显卡拒绝了部分计算（{detail}），结果并不可靠。请在状态栏选择其他引擎。',
  },
  'no-engine': {
    en: 'No compute engine could be started ({detail}). Choose another engine in the status bar.',
    'zh-TW': '無法啟動任何運算引擎（{detail}）。請在狀態列選擇其他引擎。',
    'zh-CN': '无法启动任何计算引擎（{detail}）。请在状态栏选择其他引擎。',
  },
} as const satisfies Record<string, LocalText>;

/** What follows where weights were kept. */
const keptSentences = {
  epoch: {
    en: ' The weights after epoch {epoch} were kept: “Save Model As…” on this run in the Runs view gives them to you.',
    'zh-TW': '第 {epoch} 輪結束時的權重已經保留：在「執行紀錄」中對這次執行選「另存模型…」即可取得。',
    'zh-CN': '第 {epoch} 轮结束时的权重已经保留：在“运行记录”中对这次运行选“另存模型…”即可取得。',
  },
  updates: {
    en: ' The weights after {updates} updates were kept: “Save Model As…” on this run in the Runs view gives them to you.',
    'zh-TW': '第 {updates} 次更新後的權重已經保留：在「執行紀錄」中對這次執行選「另存模型…」即可取得。',
    'zh-CN': '第 {updates} 次更新后的权重已经保留：在“运行记录”中对这次运行选“另存模型…”即可取得。',
  },
} as const satisfies Record<string, LocalText>;

const deviceSentences = {
  lost: 'device-lost',
  'out-of-memory': 'deviceMemory',
  error: 'deviceError',
} as const satisfies Record<DeviceFailure, keyof typeof sentences>;

type SentenceKey = keyof typeof sentences;

/** Which sentence tells this ending, and what fills its slots. */
function sentenceOf(
  ending: Exclude<Ending, { kind: 'diverged' | 'not-resumed' }>,
  locale: Locale,
): { key: SentenceKey; slots: Record<string, string | number> } {
  switch (ending.kind) {
    case 'finished':
      return {
        key: ending.scanned ? 'scanned' : 'finished',
        slots: { seconds: (ending.wallMs / 1000).toFixed(1) },
      };
    case 'stopped':
      return { key: ending.forced ? 'stoppedForced' : 'stopped', slots: {} };
    case 'syntax':
      return { key: 'syntax', slots: { line: ending.at.line, message: withoutFullStop(ending.message) } };
    case 'threw':
      return {
        key: ending.at ? 'threwAt' : 'threw',
        slots: {
          line: ending.at?.line ?? 0,
          message: explainProgramError(ending.message, locale) ?? withName(ending),
        },
      };
    case 'missing-export':
    case 'missing-module':
      return { key: ending.kind, slots: { name: ending.name } };
    case 'file-gone':
      return { key: 'file-gone', slots: { file: ending.file } };
    case 'exited':
      return { key: 'exited', slots: { code: ending.code } };
    case 'stalled':
      return {
        key: ending.at ? 'stalledAt' : 'stalled',
        slots: { seconds: ending.seconds, line: ending.at?.line ?? 0 },
      };
    case 'timeout':
      return { key: 'timeout', slots: { seconds: ending.seconds } };
    case 'memory':
      return {
        key: ending.at ? 'memoryAt' : 'memory',
        slots: { usedMb: ending.usedMb, limitMb: ending.limitMb, line: ending.at?.line ?? 0 },
      };
    case 'crashed':
      return {
        key: 'crashed',
        slots: { reason: ending.signal ?? ending.detail ?? `code ${ending.code ?? '?'}` },
      };
    case 'device-lost':
      return {
        key: deviceSentences[ending.failure ?? 'lost'],
        slots: { detail: withoutFullStop(ending.detail) },
      };
    case 'no-engine':
      return { key: ending.kind, slots: { detail: ending.detail } };
    default:
      return assertNever(ending);
  }
}

function withoutFullStop(message: string): string {
  return message.replace(/[.。]\s*$/, '');
}

/** `TypeError: x is not a function`, but a plain `Error` keeps its message alone. */
function withName(ending: { name: string; message: string }): string {
  return ending.name === 'Error' ? ending.message : `${ending.name}: ${ending.message}`;
}

export function endingTitle(ending: Ending, locale: Locale): string {
  return endingTitles[ending.kind][locale];
}

/** What the learner reads about how a run ended: what happened, where, and what to do. */
export function endingSentence(ending: Ending, locale: Locale): string {
  if (ending.kind === 'diverged') return divergenceSentence(ending, locale);
  if (ending.kind === 'not-resumed') return resumeRefusals[ending.reason][locale];
  const { key, slots } = sentenceOf(ending, locale);
  return fill(sentences[key][locale], slots) + keptSentence(ending, locale);
}

function keptSentence(ending: Ending, locale: Locale): string {
  if (ending.kind !== 'device-lost' || !ending.kept) return '';
  const { epoch, updates } = ending.kept;
  return epoch === undefined
    ? fill(keptSentences.updates[locale], { updates })
    : fill(keptSentences.epoch[locale], { epoch });
}

/** True for endings that mean the learner's code did what it was asked. */
export function isSuccess(ending: Ending): boolean {
  return ending.kind === 'finished';
}
