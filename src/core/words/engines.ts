import { assertNever } from '../../base/assert.ts';
import { fill, type Locale, type LocalText } from '../../protocol/locale.ts';
import type { EngineId, EngineProblem } from '../../protocol/run.ts';
import { engineProblems } from './engineProblems.ts';

/** What is said about compute engines: status bar, engine list, Engine Doctor, command line. */
export const engineWords = {
  'name.auto': { en: 'Automatic', 'zh-TW': '自動', 'zh-CN': '自动' },
  'name.native': { en: 'TensorFlow', 'zh-TW': 'TensorFlow', 'zh-CN': 'TensorFlow' },
  'name.webgpu': { en: 'WebGPU', 'zh-TW': 'WebGPU', 'zh-CN': 'WebGPU' },
  'name.wasm': { en: 'WebAssembly', 'zh-TW': 'WebAssembly', 'zh-CN': 'WebAssembly' },
  'name.cpu': { en: 'Plain JavaScript', 'zh-TW': '純 JavaScript', 'zh-CN': '纯 JavaScript' },
  'about.auto': {
    en: 'The fastest engine that works here',
    'zh-TW': '使用這裡能用的最快引擎',
    'zh-CN': '使用这里能用的最快引擎',
  },
  'about.native': {
    en: 'Your own TensorFlow library, with its GPU support if it has any',
    'zh-TW': '使用你自己的 TensorFlow 程式庫；若支援 GPU 也會用上',
    'zh-CN': '使用你自己的 TensorFlow 库；若支持 GPU 也会用上',
  },
  'about.webgpu': {
    en: 'Any recent graphics card, through WebGPU; needs Node.js 20 or newer on this computer',
    'zh-TW': '透過 WebGPU 使用近年的顯示卡；這台電腦需要有 Node.js 20 以上',
    'zh-CN': '通过 WebGPU 使用近年的显卡；这台电脑需要有 Node.js 20 或更新版本',
  },
  'about.wasm': {
    en: 'Works everywhere, with nothing to install',
    'zh-TW': '到處都能用，不必安裝任何東西',
    'zh-CN': '到处都能用，无需安装任何东西',
  },
  'about.cpu': {
    en: 'Slow; for comparing results between engines',
    'zh-TW': '速度慢；適合比較不同引擎的結果',
    'zh-CN': '速度慢；适合比较不同引擎的结果',
  },
  listTitle: { en: 'Compute engine', 'zh-TW': '運算引擎', 'zh-CN': '计算引擎' },
  listPlaceholder: {
    en: 'The next run uses what you choose here',
    'zh-TW': '下一次執行會使用這裡選擇的引擎',
    'zh-CN': '下一次运行会使用这里选择的引擎',
  },
  listCurrent: { en: 'current', 'zh-TW': '目前', 'zh-CN': '当前' },

  // Status bar
  statusVersion: { en: 'Version: {version}', 'zh-TW': '版本：{version}', 'zh-CN': '版本：{version}' },
  statusDevice: { en: 'Device: {device}', 'zh-TW': '裝置：{device}', 'zh-CN': '设备：{device}' },
  statusChosenByYou: {
    en: 'You chose this engine.',
    'zh-TW': '這是你選擇的引擎。',
    'zh-CN': '这是你选择的引擎。',
  },
  statusChosenHere: {
    en: 'The fastest engine found on this computer.',
    'zh-TW': '在這台電腦上找到的最快引擎。',
    'zh-CN': '在这台电脑上找到的最快引擎。',
  },
  statusNotTried: {
    en: 'Other engines have not been tried on this computer yet.',
    'zh-TW': '這台電腦上的其他引擎還沒有試過。',
    'zh-CN': '这台电脑上的其他引擎还没有试过。',
  },
  statusLooking: {
    en: 'Looking for a faster engine.',
    'zh-TW': '正在尋找更快的引擎。',
    'zh-CN': '正在寻找更快的引擎。',
  },
  statusFaster: {
    en: 'A faster engine was found. The next run uses it.',
    'zh-TW': '找到了更快的引擎，下一次執行就會使用。',
    'zh-CN': '找到了更快的引擎，下一次运行就会使用。',
  },
  passedOver: {
    en: '{engine} is not used: {reason}',
    'zh-TW': '沒有使用 {engine}：{reason}',
    'zh-CN': '没有使用 {engine}：{reason}',
  },
  replaced: {
    en: '{wanted} could not be used, so this run uses {engine}. {reason}',
    'zh-TW': '無法使用 {wanted}，所以這次執行使用 {engine}。{reason}',
    'zh-CN': '无法使用 {wanted}，所以这次运行使用 {engine}。{reason}',
  },

  // Engine list
  listNow: {
    en: 'Now: {engine}. Uses the fastest engine that works here',
    'zh-TW': '目前：{engine}。使用這裡能用的最快引擎',
    'zh-CN': '当前：{engine}。使用这里能用的最快引擎',
  },
  listWorks: { en: 'Works here', 'zh-TW': '這裡可以使用', 'zh-CN': '这里可以使用' },
  listSpeed: {
    en: '{times}× the speed of {engine}',
    'zh-TW': '速度是 {engine} 的 {times} 倍',
    'zh-CN': '速度是 {engine} 的 {times} 倍',
  },
  listSlower: {
    en: '{engine} is {times}× as fast',
    'zh-TW': '{engine} 的速度是它的 {times} 倍',
    'zh-CN': '{engine} 的速度是它的 {times} 倍',
  },
  listMore: { en: 'Find out more', 'zh-TW': '更多資訊', 'zh-CN': '更多信息' },
  installTensorFlow: {
    en: 'Install TensorFlow Runtime…',
    'zh-TW': '安裝 TensorFlow 執行環境…',
    'zh-CN': '安装 TensorFlow 运行环境…',
  },
  chooseEngine: {
    en: 'Choose Compute Engine…',
    'zh-TW': '選擇運算引擎…',
    'zh-CN': '选择计算引擎…',
  },
  adviceNoCard: {
    en: 'This TensorFlow computes on the processor. For an NVIDIA card it must be a build with CUDA, and its CUDA libraries must be found; on Linux, pip install "tensorflow[and-cuda]" brings both.',
    'zh-TW':
      '這個 TensorFlow 使用處理器計算。要使用 NVIDIA 顯示卡，必須是支援 CUDA 的版本，並且找得到它的 CUDA 程式庫；在 Linux 上，pip install "tensorflow[and-cuda]" 會一併安裝。',
    'zh-CN':
      '这个 TensorFlow 使用处理器计算。要使用 NVIDIA 显卡，必须是支持 CUDA 的版本，并且找得到它的 CUDA 库；在 Linux 上，pip install "tensorflow[and-cuda]" 会一并安装。',
  },
  openDoctor: { en: 'Engine Doctor…', 'zh-TW': '引擎診斷…', 'zh-CN': '引擎诊断…' },
  openNodeSetting: {
    en: 'Choose a Node.js…',
    'zh-TW': '指定 Node.js…',
    'zh-CN': '指定 Node.js…',
  },
  openTensorFlowSetting: {
    en: 'Choose a TensorFlow Folder…',
    'zh-TW': '指定 TensorFlow 資料夾…',
    'zh-CN': '指定 TensorFlow 文件夹…',
  },
  runWithTitle: {
    en: 'Run {file} once with another engine',
    'zh-TW': '用其他引擎執行 {file}（只這一次）',
    'zh-CN': '用其他引擎运行 {file}（仅这一次）',
  },

  // Engine Doctor
  doctorTitle: { en: 'Engine Doctor', 'zh-TW': '引擎診斷', 'zh-CN': '引擎诊断' },
  doctorUses: {
    en: 'Runs use {engine}.',
    'zh-TW': '執行時使用 {engine}。',
    'zh-CN': '运行时使用 {engine}。',
  },
  doctorUsesOnceTried: {
    en: 'Runs try {engine} first, which was chosen in the settings, and WebAssembly if it does not start.',
    'zh-TW': '執行時先試設定中選擇的 {engine}；無法啟動時改用 WebAssembly。',
    'zh-CN': '运行时先试设置中选择的 {engine}；无法启动时改用 WebAssembly。',
  },
  doctorExamining: {
    en: 'Each engine is started in a process of its own, checked and timed.',
    'zh-TW': '每個引擎都會在獨立的行程裡啟動、檢查並計時。',
    'zh-CN': '每个引擎都会在独立的进程里启动、检查并计时。',
  },
  doctorExaminingOne: {
    en: 'Trying {engine}…',
    'zh-TW': '正在試 {engine}…',
    'zh-CN': '正在试 {engine}…',
  },
  doctorSearching: {
    en: 'Looking for TensorFlow and Node.js…',
    'zh-TW': '正在尋找 TensorFlow 與 Node.js…',
    'zh-CN': '正在寻找 TensorFlow 与 Node.js…',
  },
  doctorRestricted: {
    en: 'This workspace is in Restricted Mode: what it configures was ignored, only your own settings count.',
    'zh-TW': '這個工作區處於限制模式：不採用它的設定，只採用你自己的設定。',
    'zh-CN': '此工作区处于受限模式：不采用它的设置，只采用你自己的设置。',
  },
  doctorBusy: {
    en: 'A run was going on meanwhile, so the times are longer than they would be otherwise.',
    'zh-TW': '期間有程式在執行，所以時間會比平常長。',
    'zh-CN': '期间有程序在运行，所以时间会比平常长。',
  },
  doctorAgain: { en: 'Examine Again', 'zh-TW': '重新檢查', 'zh-CN': '重新检查' },
  doctorCancel: { en: 'Cancel', 'zh-TW': '取消', 'zh-CN': '取消' },
  doctorCopy: { en: 'Copy Report', 'zh-TW': '複製報告', 'zh-CN': '复制报告' },
  doctorCopied: { en: 'Copied', 'zh-TW': '已複製', 'zh-CN': '已复制' },
  doctorLoading: { en: 'Opening', 'zh-TW': '開啟中', 'zh-CN': '打开中' },
  doctorFailed: {
    en: 'The report could not be opened',
    'zh-TW': '無法開啟報告',
    'zh-CN': '无法打开报告',
  },
  doctorTryAgain: { en: 'Try Again', 'zh-TW': '再試一次', 'zh-CN': '再试一次' },
  doctorActionFailed: {
    en: 'That did not work: {reason}',
    'zh-TW': '沒有成功：{reason}',
    'zh-CN': '没有成功：{reason}',
  },
  doctorClose: { en: 'Close', 'zh-TW': '關閉', 'zh-CN': '关闭' },
  'doctorState.used': { en: 'In use', 'zh-TW': '使用中', 'zh-CN': '使用中' },
  'doctorState.works': { en: 'Works', 'zh-TW': '可用', 'zh-CN': '可用' },
  'doctorState.unavailable': { en: 'Not available', 'zh-TW': '無法使用', 'zh-CN': '无法使用' },
  'doctorState.notTried': { en: 'Not tried', 'zh-TW': '尚未試過', 'zh-CN': '尚未试过' },
  factVersion: { en: 'Version', 'zh-TW': '版本', 'zh-CN': '版本' },
  factDevice: { en: 'Device', 'zh-TW': '裝置', 'zh-CN': '设备' },
  deviceProcessor: { en: 'Processor', 'zh-TW': '處理器', 'zh-CN': '处理器' },
  deviceGraphics: { en: 'Graphics card', 'zh-TW': '顯示卡', 'zh-CN': '显卡' },
  factStart: { en: 'Start', 'zh-TW': '啟動時間', 'zh-CN': '启动时间' },
  factSmallStep: {
    en: 'Small network, one update',
    'zh-TW': '小型網路，每次更新',
    'zh-CN': '小型网络，每次更新',
  },
  factLargeStep: {
    en: 'Convolutional network, one update',
    'zh-TW': '卷積網路，每次更新',
    'zh-CN': '卷积网络，每次更新',
  },
  factError: { en: 'Largest error', 'zh-TW': '最大誤差', 'zh-CN': '最大误差' },
  factLibrary: { en: 'TensorFlow library', 'zh-TW': 'TensorFlow 程式庫', 'zh-CN': 'TensorFlow 库' },
  factNode: { en: 'Node.js', 'zh-TW': 'Node.js', 'zh-CN': 'Node.js' },
  factMissing: { en: 'Libraries not found', 'zh-TW': '找不到的程式庫', 'zh-CN': '找不到的库' },
  factTried: { en: 'Looked at', 'zh-TW': '檢查過', 'zh-CN': '检查过' },
  messagesTitle: {
    en: 'What its libraries said',
    'zh-TW': '程式庫輸出的訊息',
    'zh-CN': '库输出的消息',
  },
  machineTitle: { en: 'This computer', 'zh-TW': '這台電腦', 'zh-CN': '这台电脑' },
  factExtension: { en: 'Extension', 'zh-TW': '擴充功能', 'zh-CN': '扩展' },
  factSystem: { en: 'System', 'zh-TW': '系統', 'zh-CN': '系统' },
  factProcessor: { en: 'Processor', 'zh-TW': '處理器', 'zh-CN': '处理器' },
  factRuntime: { en: 'Runtime', 'zh-TW': '執行環境', 'zh-CN': '运行环境' },
  factSetting: { en: 'Setting', 'zh-TW': '設定', 'zh-CN': '设置' },
  factExamined: { en: 'Examined', 'zh-TW': '檢查時間', 'zh-CN': '检查时间' },
  milliseconds: { en: '{ms} ms', 'zh-TW': '{ms} 毫秒', 'zh-CN': '{ms} 毫秒' },
} as const satisfies Record<string, LocalText>;

export type EngineWord = keyof typeof engineWords;

export function sayEngine(
  key: EngineWord,
  locale: Locale,
  slots: Readonly<Record<string, string | number>> = {},
): string {
  return fill(engineWords[key][locale], slots);
}

export function engineNameIn(id: EngineId | 'auto', locale: Locale): string {
  return engineWords[`name.${id}`][locale];
}

/** Why the engine is not used, in a sentence. */
export function problemSentence(problem: EngineProblem, locale: Locale): string {
  return fill(engineProblems[problem.code].sentence[locale], slotsOf(problem, locale));
}

/** What a person can do about it; undefined where there is nothing to do. */
export function problemAdvice(problem: EngineProblem, id: EngineId, locale: Locale): string | undefined {
  const entry = engineProblems[problem.code];
  if (!('advice' in entry)) return undefined;
  const advice: Partial<Record<EngineId, LocalText>> = entry.advice;
  return advice[id]?.[locale];
}

function slotsOf(problem: EngineProblem, locale: Locale): Record<string, string | number> {
  switch (problem.code) {
    case 'not-tried':
    case 'no-tensorflow':
      return {};
    case 'not-shipped':
      return { platform: problem.platform };
    case 'no-node':
      return { found: problem.found === undefined ? '' : ` (${problem.found})` };
    case 'software':
      return { device: problem.device === undefined ? '' : ` (${problem.device})` };
    case 'failed':
    case 'crashed':
      return { detail: problem.detail.replace(/[.。]\s*$/, '') };
    case 'wrong-numbers':
      return { error: problem.largestError.toPrecision(2) };
    case 'silent':
      return { seconds: problem.seconds };
    case 'slower':
      return {
        than: engineNameIn(problem.than, locale),
        stepMs: roundedMs(problem.stepMs),
        thanStepMs: roundedMs(problem.thanStepMs),
      };
    default:
      return assertNever(problem);
  }
}

/** Two significant digits are as exact as such a measurement is. */
export function roundedMs(ms: number): string {
  return ms >= 10 ? String(Math.round(ms)) : String(Number(ms.toPrecision(2)));
}
