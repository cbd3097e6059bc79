import type { LocalText } from '../../protocol/locale.ts';

/** What the editor says about the weights that a run has kept. */
export const modelWords = {
  saveModelTitle: { en: 'Save Model As', 'zh-TW': '另存模型', 'zh-CN': '另存模型' },
  saveModelWhich: {
    en: 'Which weights of this run?',
    'zh-TW': '要儲存這次執行的哪一份權重？',
    'zh-CN': '要保存这次运行的哪一份权重？',
  },
  modelsGone: {
    en: 'The weights of this run are no longer there: only the latest runs keep them.',
    'zh-TW': '這次執行的權重已經不在了：只有最近的執行會保留權重。',
    'zh-CN': '这次运行的权重已经不在了：只有最近的运行会保留权重。',
  },
  modelSaved: {
    en: '“{model}” was saved. In your code: {code}',
    'zh-TW': '已儲存「{model}」。在程式中這樣載入：{code}',
    'zh-CN': '已保存“{model}”。在代码中这样加载：{code}',
  },
  copyModelCode: { en: 'Copy the Code', 'zh-TW': '複製程式碼', 'zh-CN': '复制代码' },
  revealModel: { en: 'Show the Folder', 'zh-TW': '顯示資料夾', 'zh-CN': '显示文件夹' },
} as const satisfies Record<string, LocalText>;
