import type { LocalText } from '../../protocol/locale.ts';

/** What the editor says about the list of runs: notes, pins, and runs with several seeds. */
export const runListWords = {
  runPinned: { en: 'pinned', 'zh-TW': '已釘選', 'zh-CN': '已固定' },
  noteTitle: {
    en: 'Note on {title} #{number}',
    'zh-TW': '{title} 第 {number} 次執行的備註',
    'zh-CN': '{title} 第 {number} 次运行的备注',
  },
  notePrompt: {
    en: 'What you want to remember about this run. Leave it empty to take the note away.',
    'zh-TW': '關於這次執行，你想記住什麼？留空就會刪除備註。',
    'zh-CN': '关于这次运行，你想记住什么？留空就会删除备注。',
  },
  noteTooLong: {
    en: 'A note has at most {count} characters.',
    'zh-TW': '備註最多 {count} 個字。',
    'zh-CN': '备注最多 {count} 个字。',
  },
  runsDeleted: {
    en: '{count} runs were deleted.',
    'zh-TW': '已刪除 {count} 次執行。',
    'zh-CN': '已删除 {count} 次运行。',
  },
  seedsTitle: {
    en: 'Run with Several Seeds',
    'zh-TW': '用多個亂數種子執行',
    'zh-CN': '用多个随机种子运行',
  },
  seedsPlaceholder: {
    en: 'Chance decides a part of every result. How often should it be tried?',
    'zh-TW': '每次結果都有一部分是運氣。要試幾次？',
    'zh-CN': '每次结果都有一部分是运气。要试几次？',
  },
  seedsCount: { en: '{count} seeds', 'zh-TW': '{count} 個種子', 'zh-CN': '{count} 个种子' },
  seedsUsual: {
    en: 'enough to see the spread',
    'zh-TW': '足以看出差異有多大',
    'zh-CN': '足以看出差异有多大',
  },
  seedsRunning: { en: 'Running {file}', 'zh-TW': '正在執行 {file}', 'zh-CN': '正在运行 {file}' },
  seedsProgress: {
    en: 'seed {at} of {count}',
    'zh-TW': '第 {at} 個種子，共 {count} 個',
    'zh-CN': '第 {at} 个种子，共 {count} 个',
  },
  seedsDone: {
    en: '{file} was run with {count} seeds.',
    'zh-TW': '{file} 已用 {count} 個種子執行完。',
    'zh-CN': '{file} 已用 {count} 个种子运行完。',
  },
  seedsCut: {
    en: '{file} was run with {finished} of {count} seeds.',
    'zh-TW': '{file} 跑完了 {count} 個種子中的 {finished} 個。',
    'zh-CN': '{file} 跑完了 {count} 个种子中的 {finished} 个。',
  },
  seedsShow: { en: 'Show the Band', 'zh-TW': '顯示範圍帶', 'zh-CN': '显示范围带' },
  notEnoughRuns: {
    en: 'Nothing has been run yet, so there is nothing to compare.',
    'zh-TW': '還沒有執行過程式，沒有東西可以比較。',
    'zh-CN': '还没有运行过程序，没有东西可以比较。',
  },
} as const satisfies Record<string, LocalText>;
