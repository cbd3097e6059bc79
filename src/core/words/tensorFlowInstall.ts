import { fill, type Locale, type LocalText } from '../../protocol/locale.ts';
import type { InstallPlan, InstallProblem } from '../../protocol/tensorFlow.ts';

/** What *Install TensorFlow Runtime* and *Remove TensorFlow Runtime* say. */
export const tensorFlowInstallWords = {
  needsTrust: {
    en: 'Installing TensorFlow needs a trusted workspace, since programs of this computer take part. Lessons and quizzes work without it.',
    'zh-TW': '安裝 TensorFlow 會用到這台電腦上的程式，需要受信任的工作區。課程與測驗不受影響。',
    'zh-CN': '安装 TensorFlow 会用到这台电脑上的程序，需要受信任的工作区。课程与测验不受影响。',
  },
  planning: {
    en: 'Looking at what can be installed here',
    'zh-TW': '正在查看這裡可以安裝什麼',
    'zh-CN': '正在查看这里可以安装什么',
  },
  title: {
    en: 'Install TensorFlow Runtime into this extension’s storage',
    'zh-TW': '安裝 TensorFlow 到這個擴充功能的儲存區',
    'zh-CN': '安装 TensorFlow 到这个扩展的存储区',
  },
  placeholder: {
    en: 'Nothing has been fetched yet. Choose where TensorFlow comes from, or press Escape.',
    'zh-TW': '還沒有下載任何東西。請選擇 TensorFlow 的來源，或按 Esc 離開。',
    'zh-CN': '还没有下载任何东西。请选择 TensorFlow 的来源，或按 Esc 退出。',
  },
  planPip: {
    en: 'Fetch TensorFlow {version} with pip',
    'zh-TW': '用 pip 下載 TensorFlow {version}',
    'zh-CN': '用 pip 下载 TensorFlow {version}',
  },
  planArchive: {
    en: 'Fetch TensorFlow {version} from {source}',
    'zh-TW': '從 {source} 下載 TensorFlow {version}',
    'zh-CN': '从 {source} 下载 TensorFlow {version}',
  },
  planSize: {
    en: '{downloadMb} MB to download, {diskMb} MB on the disk',
    'zh-TW': '下載 {downloadMb} MB，磁碟占用 {diskMb} MB',
    'zh-CN': '下载 {downloadMb} MB，磁盘占用 {diskMb} MB',
  },
  // One line each, and narrow: the editor cuts off what does not fit.
  planDetailPip: {
    en: '{what}, from the package index of your pip; licence {licence}',
    'zh-TW': '{what}，來自你的 pip 所用的套件來源；授權 {licence}',
    'zh-CN': '{what}，来自你的 pip 所用的软件源；许可 {licence}',
  },
  planDetailArchive: {
    en: '{what}, from TensorFlow’s own host; licence {licence}',
    'zh-TW': '{what}，來自 TensorFlow 官方下載站；授權 {licence}',
    'zh-CN': '{what}，来自 TensorFlow 官方下载站；许可 {licence}',
  },
  installing: {
    en: 'Installing TensorFlow {version}',
    'zh-TW': '正在安裝 TensorFlow {version}',
    'zh-CN': '正在安装 TensorFlow {version}',
  },
  'stage.download': {
    en: 'downloading, {doneMb} of {totalMb} MB',
    'zh-TW': '下載中，{doneMb}／{totalMb} MB',
    'zh-CN': '下载中，{doneMb}／{totalMb} MB',
  },
  'stage.verify': { en: 'checking the download', 'zh-TW': '核對下載內容', 'zh-CN': '核对下载内容' },
  'stage.unpack': {
    en: 'unpacking, {doneMb} of {totalMb} MB',
    'zh-TW': '解壓縮中，{doneMb}／{totalMb} MB',
    'zh-CN': '解压中，{doneMb}／{totalMb} MB',
  },
  installed: {
    en: 'TensorFlow {version} is installed. The next run can use it.',
    'zh-TW': 'TensorFlow {version} 已安裝，下一次執行就能使用。',
    'zh-CN': 'TensorFlow {version} 已安装，下一次运行即可使用。',
  },
  removeQuestion: {
    en: 'Remove the TensorFlow that was installed here? A TensorFlow of your own stays as it is.',
    'zh-TW': '要移除這裡安裝的 TensorFlow 嗎？你自己的 TensorFlow 不受影響。',
    'zh-CN': '要移除这里安装的 TensorFlow 吗？你自己的 TensorFlow 不受影响。',
  },
  remove: { en: 'Remove', 'zh-TW': '移除', 'zh-CN': '移除' },
  removed: {
    en: 'The installed TensorFlow was removed.',
    'zh-TW': '已移除安裝的 TensorFlow。',
    'zh-CN': '已移除安装的 TensorFlow。',
  },
  nothingToRemove: {
    en: 'No TensorFlow was installed by this extension.',
    'zh-TW': '這個擴充功能沒有安裝過 TensorFlow。',
    'zh-CN': '这个扩展没有安装过 TensorFlow。',
  },
  tryAgain: { en: 'Try Again', 'zh-TW': '再試一次', 'zh-CN': '重试' },
} as const satisfies Record<string, LocalText>;

export type TensorFlowInstallWord = keyof typeof tensorFlowInstallWords;

const problemSentences: Readonly<Record<InstallProblem['code'], LocalText>> = {
  'no-runtime': {
    en: 'There is no TensorFlow to fetch for {platform}. Install one yourself and name its folder in “Deep Learning › Tensorflow: Path”; the other engines work without it.',
    'zh-TW':
      '沒有適用 {platform} 的 TensorFlow 可以下載。請自行安裝，並在設定「Deep Learning › Tensorflow: Path」填入它的資料夾；其他引擎不需要它。',
    'zh-CN':
      '没有适用 {platform} 的 TensorFlow 可以下载。请自行安装，并在设置“Deep Learning › Tensorflow: Path”填入它的文件夹；其他引擎不需要它。',
  },
  cancelled: {
    en: 'The installation was cancelled; nothing of it was kept.',
    'zh-TW': '已取消安裝，沒有留下任何檔案。',
    'zh-CN': '已取消安装，没有留下任何文件。',
  },
  busy: {
    en: 'TensorFlow is just being installed or removed. Wait for that to end, also in other windows.',
    'zh-TW': '目前正在安裝或移除 TensorFlow。請等它結束，也請看看其他視窗。',
    'zh-CN': '目前正在安装或移除 TensorFlow。请等它结束，也请看看其他窗口。',
  },
  offline: {
    en: '{source} cannot be reached ({detail}). Check the connection and any proxy, then try again; what has arrived so far is continued where that is possible.',
    'zh-TW': '無法連上 {source}（{detail}）。請檢查網路與代理設定後再試一次；已下載的部分會盡可能接續。',
    'zh-CN': '无法连上 {source}（{detail}）。请检查网络与代理设置后重试；已下载的部分会尽可能接续。',
  },
  'not-served': {
    en: '{source} does not have this TensorFlow ({detail}). Choose the other source if there is one, or install TensorFlow yourself and name its folder in the settings.',
    'zh-TW':
      '{source} 沒有這個 TensorFlow（{detail}）。如果有其他來源請改選，或自行安裝後在設定中填入資料夾。',
    'zh-CN':
      '{source} 没有这个 TensorFlow（{detail}）。如果有其他来源请改选，或自行安装后在设置中填入文件夹。',
  },
  'wrong-checksum': {
    en: 'What came from {source} is not the TensorFlow that was published, so it was deleted. Try again; if it happens twice, something between here and there changes downloads.',
    'zh-TW':
      '從 {source} 收到的檔案和官方發布的 TensorFlow 不同，所以已刪除。請再試一次；若再次發生，表示網路途中有東西更動了下載內容。',
    'zh-CN':
      '从 {source} 收到的文件和官方发布的 TensorFlow 不同，所以已删除。请重试；若再次发生，说明网络途中有东西改动了下载内容。',
  },
  'cannot-unpack': {
    en: 'The download is right, but it could not be unpacked here ({detail}). The log says more.',
    'zh-TW': '下載內容正確，但無法在這裡解壓縮（{detail}）。詳情請看記錄。',
    'zh-CN': '下载内容正确，但无法在这里解压（{detail}）。详情请看日志。',
  },
  'disk-full': {
    en: 'The disk with {folder} has too little free space. Free some and try again.',
    'zh-TW': '{folder} 所在的磁碟空間不足。請清出空間後再試一次。',
    'zh-CN': '{folder} 所在的磁盘空间不足。请清出空间后重试。',
  },
  'no-write': {
    en: '{folder} cannot be written to. Check its permissions.',
    'zh-TW': '無法寫入 {folder}。請檢查權限。',
    'zh-CN': '无法写入 {folder}。请检查权限。',
  },
  'in-use': {
    en: 'The installed TensorFlow is in use. Stop all runs, also in other windows, then try again.',
    'zh-TW': '安裝的 TensorFlow 正在使用中。請停止所有執行（包括其他視窗），再試一次。',
    'zh-CN': '安装的 TensorFlow 正在使用中。请停止所有运行（包括其他窗口），再重试。',
  },
  disk: {
    en: '{folder} cannot be used ({detail}). Check the disk.',
    'zh-TW': '無法使用 {folder}（{detail}）。請檢查磁碟。',
    'zh-CN': '无法使用 {folder}（{detail}）。请检查磁盘。',
  },
};

const diskFullBy: LocalText = {
  en: 'TensorFlow needs {neededMb} MB for a moment, and the disk with {folder} has {freeMb} MB free. Free some space and try again.',
  'zh-TW': '安裝過程需要 {neededMb} MB，但 {folder} 所在的磁碟只剩 {freeMb} MB。請清出空間後再試一次。',
  'zh-CN': '安装过程需要 {neededMb} MB，但 {folder} 所在的磁盘只剩 {freeMb} MB。请清出空间后重试。',
};

/** What a person reads when TensorFlow was not installed or removed. */
export function installProblemSentence(problem: InstallProblem, locale: Locale): string {
  const isMeasured = problem.code === 'disk-full' && problem.neededMb !== undefined;
  const text = isMeasured ? diskFullBy : problemSentences[problem.code];
  return fill(text[locale], { ...problem });
}

/** A plan as the parts of a choice: what and how, how large, from where. */
export function planLines(
  plan: InstallPlan,
  locale: Locale,
): { label: string; description: string; detail: string } {
  const slots = {
    ...plan,
    downloadMb: megabytes(plan.downloadBytes),
    diskMb: megabytes(plan.diskBytes),
  };
  const say = (key: TensorFlowInstallWord): string => fill(tensorFlowInstallWords[key][locale], slots);
  const isPip = plan.route === 'pip';
  return {
    label: say(isPip ? 'planPip' : 'planArchive'),
    description: say('planSize'),
    detail: say(isPip ? 'planDetailPip' : 'planDetailArchive'),
  };
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
