import type { LocalText } from '../../protocol/locale.ts';

/** What the editor says about runs as files. */
export const runFileWords = {
  exportRunTitle: { en: 'Export Run', 'zh-TW': '匯出執行紀錄', 'zh-CN': '导出运行记录' },
  importRunTitle: { en: 'Import Run', 'zh-TW': '匯入執行紀錄', 'zh-CN': '导入运行记录' },
  runFileKind: {
    en: 'Run, to be imported again',
    'zh-TW': '執行紀錄（可再匯入）',
    'zh-CN': '运行记录（可再导入）',
  },
  reportKind: { en: 'Report for any browser', 'zh-TW': '瀏覽器可開的報告', 'zh-CN': '浏览器可打开的报告' },
  runExported: {
    en: 'The run was saved as {name}.',
    'zh-TW': '已存為 {name}。',
    'zh-CN': '已保存为 {name}。',
  },
  openExported: { en: 'Open', 'zh-TW': '開啟', 'zh-CN': '打开' },
  runIsThere: {
    en: 'This run is in the list already.',
    'zh-TW': '這次執行已在清單中。',
    'zh-CN': '这次运行已在列表中。',
  },
  notARunFile: {
    en: '{name} holds no run. Choose a file that Export Run or dl-lessons run --save has written.',
    'zh-TW': '{name} 裡沒有執行紀錄。請選擇由「匯出執行紀錄」或 dl-lessons run --save 寫出的檔案。',
    'zh-CN': '{name} 里没有运行记录。请选择由“导出运行记录”或 dl-lessons run --save 写出的文件。',
  },
  newerRunFile: {
    en: '{name} was written by a newer version of Deep Learning Lessons. Update the extension to open it.',
    'zh-TW': '{name} 由較新版本的 Deep Learning Lessons 寫出。請更新擴充功能後再開啟。',
    'zh-CN': '{name} 由较新版本的 Deep Learning Lessons 写出。请更新扩展后再打开。',
  },
  damagedRunFile: {
    en: '{name} is damaged: its content does not match its checksum. Export the run once more.',
    'zh-TW': '{name} 已損壞：內容與檢查碼不符。請重新匯出一次。',
    'zh-CN': '{name} 已损坏：内容与校验码不符。请重新导出一次。',
  },
} as const satisfies Record<string, LocalText>;
