import type { LocalText } from '../../protocol/locale.ts';
import type { EngineId, EngineProblem } from '../../protocol/run.ts';

interface ProblemWords {
  sentence: LocalText;
  /** What to do about it, where something can be done; by engine, since the same failure has other cures on each. */
  advice?: Partial<Record<EngineId, LocalText>>;
}

const updateTensorFlow = {
  en: 'Another TensorFlow may work: install the TensorFlow Runtime from here, or name a folder in the settings. On a graphics card, the CUDA libraries must belong to that TensorFlow version.',
  'zh-TW':
    '換一個 TensorFlow 也許就能用：可以在這裡安裝 TensorFlow 執行環境，或在設定中指定資料夾。若要使用顯示卡，CUDA 程式庫的版本必須與 TensorFlow 相符。',
  'zh-CN':
    '换一个 TensorFlow 也许就能用：可以在这里安装 TensorFlow 运行环境，或在设置中指定文件夹。若要使用显卡，CUDA 库的版本必须与 TensorFlow 相符。',
} as const satisfies LocalText;

const updateDriver = {
  en: 'A newer driver for the graphics card often helps. Until then, other engines are used.',
  'zh-TW': '更新顯示卡驅動程式通常會有幫助。在那之前會使用其他引擎。',
  'zh-CN': '更新显卡驱动程序通常会有帮助。在那之前会使用其他引擎。',
} as const satisfies LocalText;

const installAgain = {
  en: 'A file of this extension may be damaged. Installing the extension again brings it back.',
  'zh-TW': '擴充功能的檔案可能已損壞。重新安裝擴充功能即可復原。',
  'zh-CN': '扩展的文件可能已损坏。重新安装扩展即可恢复。',
} as const satisfies LocalText;

const cures = {
  native: updateTensorFlow,
  webgpu: updateDriver,
  wasm: installAgain,
  cpu: installAgain,
} as const;

/** Why an engine is not used, and what to do about it. */
export const engineProblems = {
  'not-tried': {
    sentence: {
      en: 'It has not been tried on this computer yet.',
      'zh-TW': '在這台電腦上還沒有試過。',
      'zh-CN': '在这台电脑上还没有试过。',
    },
  },
  'not-shipped': {
    sentence: {
      en: 'This build of the extension has no library for it on {platform}.',
      'zh-TW': '這個版本的擴充功能沒有適用於 {platform} 的程式庫。',
      'zh-CN': '此版本的扩展没有适用于 {platform} 的库。',
    },
    advice: {
      webgpu: {
        en: 'The builds of this extension for one kind of computer have it; the universal build leaves it out because of its size.',
        'zh-TW': '針對特定平台的版本才包含它；通用版本因檔案太大而沒有收錄。',
        'zh-CN': '针对特定平台的版本才包含它；通用版本因文件太大而没有收录。',
      },
    },
  },
  'no-tensorflow': {
    sentence: {
      en: 'No TensorFlow library was found on this computer.',
      'zh-TW': '在這台電腦上找不到 TensorFlow 程式庫。',
      'zh-CN': '在这台电脑上找不到 TensorFlow 库。',
    },
    advice: {
      native: {
        en: 'A Python TensorFlow is found by itself. You can also install the TensorFlow Runtime from here, or name a folder in the settings.',
        'zh-TW':
          'Python 的 TensorFlow 會自動找到。你也可以在這裡安裝 TensorFlow 執行環境，或在設定中指定資料夾。',
        'zh-CN':
          'Python 的 TensorFlow 会自动找到。你也可以在这里安装 TensorFlow 运行环境，或在设置中指定文件夹。',
      },
    },
  },
  'no-node': {
    sentence: {
      en: 'It needs Node.js 20 or newer, which was not found{found}.',
      'zh-TW': '它需要 Node.js 20 以上，但沒有找到{found}。',
      'zh-CN': '它需要 Node.js 20 或更新版本，但没有找到{found}。',
    },
    advice: {
      webgpu: {
        en: 'Install Node.js from nodejs.org, or name its program in the settings.',
        'zh-TW': '請從 nodejs.org 安裝 Node.js，或在設定中指定它的程式。',
        'zh-CN': '请从 nodejs.org 安装 Node.js，或在设置中指定它的程序。',
      },
    },
  },
  software: {
    sentence: {
      en: 'There is no graphics card for it, only a processor that imitates one{device}.',
      'zh-TW': '沒有可用的顯示卡，只有處理器模擬的裝置{device}。',
      'zh-CN': '没有可用的显卡，只有处理器模拟的设备{device}。',
    },
    advice: { webgpu: updateDriver, native: updateTensorFlow },
  },
  failed: {
    sentence: {
      en: 'It could not be started: {detail}.',
      'zh-TW': '無法啟動：{detail}。',
      'zh-CN': '无法启动：{detail}。',
    },
    advice: cures,
  },
  'wrong-numbers': {
    sentence: {
      en: 'It computes wrong numbers (error {error}), so it is not used.',
      'zh-TW': '它算出的數字不正確（誤差 {error}），所以不使用。',
      'zh-CN': '它算出的数字不正确（误差 {error}），所以不使用。',
    },
    advice: cures,
  },
  silent: {
    sentence: {
      en: 'It did not answer for {seconds} seconds.',
      'zh-TW': '等了 {seconds} 秒沒有回應。',
      'zh-CN': '等了 {seconds} 秒没有响应。',
    },
    advice: cures,
  },
  crashed: {
    sentence: {
      en: 'Its process ended by itself: {detail}.',
      'zh-TW': '它的行程自行結束了：{detail}。',
      'zh-CN': '它的进程自行结束了：{detail}。',
    },
    advice: cures,
  },
  slower: {
    sentence: {
      en: 'It works, but {than} is faster for small networks on this computer: {thanStepMs} ms an update instead of {stepMs} ms.',
      'zh-TW':
        '可以使用，但在這台電腦上，{than} 處理小型網路更快：每次更新 {thanStepMs} 毫秒，而它要 {stepMs} 毫秒。',
      'zh-CN':
        '可以使用，但在这台电脑上，{than} 处理小型网络更快：每次更新 {thanStepMs} 毫秒，而它要 {stepMs} 毫秒。',
    },
  },
} as const satisfies Record<EngineProblem['code'], ProblemWords>;
