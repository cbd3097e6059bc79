import type { TensorFlowProblem } from '../../protocol/tensorFlow.ts';
import { fill, type Locale, type LocalText } from '../../protocol/locale.ts';

/** What is wrong with a TensorFlow library that was found, and what to do about it. */
const problemSentences: Readonly<Record<TensorFlowProblem['code'], LocalText>> = {
  'not-found': {
    en: 'Nothing is at {folder}. Check “Deep Learning › Tensorflow: Path” in the settings, or empty it to have TensorFlow looked for.',
    'zh-TW':
      '{folder} 不存在。請檢查設定中的「Deep Learning › Tensorflow: Path」，或把它清空，讓程式自己尋找 TensorFlow。',
    'zh-CN':
      '{folder} 不存在。请检查设置中的“Deep Learning › Tensorflow: Path”，或把它清空，让程序自己查找 TensorFlow。',
  },
  'no-library': {
    en: 'There is no TensorFlow library for this computer in {folder}. Choose an unpacked libtensorflow archive, or the tensorflow folder of a Python environment.',
    'zh-TW':
      '{folder} 裡沒有適用這台電腦的 TensorFlow 程式庫。請選擇解壓縮後的 libtensorflow，或 Python 環境裡的 tensorflow 資料夾。',
    'zh-CN':
      '{folder} 里没有适用这台电脑的 TensorFlow 库。请选择解压后的 libtensorflow，或 Python 环境里的 tensorflow 文件夹。',
  },
  'wrong-platform': {
    en: '{file} was built for {found}; this computer needs {needed}. Get the TensorFlow for {needed}.',
    'zh-TW': '{file} 是 {found} 版，這台電腦需要 {needed} 版。請改用 {needed} 版的 TensorFlow。',
    'zh-CN': '{file} 是 {found} 版，这台电脑需要 {needed} 版。请改用 {needed} 版的 TensorFlow。',
  },
  'not-a-library': {
    en: '{file} is not a program library. Install this TensorFlow again.',
    'zh-TW': '{file} 不是程式庫檔案。請重新安裝這個 TensorFlow。',
    'zh-CN': '{file} 不是程序库文件。请重新安装这个 TensorFlow。',
  },
  'too-old': {
    en: 'The TensorFlow in {folder} is version {version}; version {oldest} or newer is needed. Update it.',
    'zh-TW': '{folder} 裡的 TensorFlow 是 {version} 版，需要 {oldest} 以上的版本。請更新。',
    'zh-CN': '{folder} 里的 TensorFlow 是 {version} 版，需要 {oldest} 以上的版本。请更新。',
  },
  'too-new': {
    en: 'The TensorFlow in {folder} is version {version}; only version {newest} can be used. Install a TensorFlow {newest} beside it.',
    'zh-TW': '{folder} 裡的 TensorFlow 是 {version} 版，目前只能用第 {newest} 版。請另外安裝第 {newest} 版。',
    'zh-CN': '{folder} 里的 TensorFlow 是 {version} 版，目前只能用第 {newest} 版。请另外安装第 {newest} 版。',
  },
  incomplete: {
    en: '{file} is incomplete, as after a download that was broken off. Install this TensorFlow again.',
    'zh-TW': '{file} 不完整，可能是下載到一半中斷了。請重新安裝這個 TensorFlow。',
    'zh-CN': '{file} 不完整，可能是下载到一半中断了。请重新安装这个 TensorFlow。',
  },
  'no-permission': {
    en: 'You may not use {path}. Change its permissions, or choose another TensorFlow in the settings.',
    'zh-TW': '沒有使用 {path} 的權限。請修改權限，或在設定中選擇其他 TensorFlow。',
    'zh-CN': '没有使用 {path} 的权限。请修改权限，或在设置中选择其他 TensorFlow。',
  },
  'no-space': {
    en: 'The disk with {folder} is full. Free some space and try again.',
    'zh-TW': '{folder} 所在的磁碟已滿。請清出空間後再試一次。',
    'zh-CN': '{folder} 所在的磁盘已满。请清出空间后再试一次。',
  },
  unreadable: {
    en: '{path} cannot be used ({detail}). Check the disk, or choose another TensorFlow in the settings.',
    'zh-TW': '無法使用 {path}（{detail}）。請檢查磁碟，或在設定中選擇其他 TensorFlow。',
    'zh-CN': '无法使用 {path}（{detail}）。请检查磁盘，或在设置中选择其他 TensorFlow。',
  },
};

/** What a person reads about a TensorFlow that cannot be used: what is wrong, and what to do. */
export function tensorFlowProblemSentence(problem: TensorFlowProblem, locale: Locale): string {
  return fill(problemSentences[problem.code][locale], { ...problem });
}
