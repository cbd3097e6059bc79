import type { LocalText } from '../../protocol/locale.ts';

/** What grading says of its own accord; everything about the subject itself is written by the pack's author. */
export const gradingWords = {
  unreadableNumber: {
    en: 'This could not be read as a number. You can write `0.75`, `3/4`, `75 %`, `1e-3` or `28*28*3`; decimals take a point.',
    'zh-TW': '讀不出這個數字。可以寫 `0.75`、`3/4`、`75 %`、`1e-3` 或 `28*28*3`；小數請用小數點。',
    'zh-CN': '读不出这个数字。可以写 `0.75`、`3/4`、`75 %`、`1e-3` 或 `28*28*3`；小数请用小数点。',
  },
  unreadableShape: {
    en: 'This could not be read as a shape. Write one number for each dimension, such as `[?, 28, 28, 1]`; `?` stands for the batch.',
    'zh-TW': '讀不出這個形狀。每個維度寫一個數字，例如 `[?, 28, 28, 1]`；`?` 代表批次。',
    'zh-CN': '读不出这个形状。每个维度写一个数字，例如 `[?, 28, 28, 1]`；`?` 代表批次。',
  },
  unreadableChoice: {
    en: 'Choose at least one option.',
    'zh-TW': '請至少選一項。',
    'zh-CN': '请至少选一项。',
  },
  unreadableOrder: {
    en: 'Put every entry into the order.',
    'zh-TW': '請把每一項都排進去。',
    'zh-CN': '请把每一项都排进去。',
  },
  rightNumber: {
    en: 'That is right.',
    'zh-TW': '答對了。',
    'zh-CN': '答对了。',
  },
  rightShape: {
    en: '`{shape}` is right.',
    'zh-TW': '`{shape}` 是對的。',
    'zh-CN': '`{shape}` 是对的。',
  },
  batchMissing: {
    en: 'The sizes are right, but the batch dimension is missing. A layer works on a whole batch, so the shape starts with it: `{shape}`.',
    'zh-TW': '各個大小都對，但少了批次維度。一層處理的是一整個批次，所以形狀從批次開始：`{shape}`。',
    'zh-CN': '各个大小都对，但少了批次维度。一层处理的是一整个批次，所以形状从批次开始：`{shape}`。',
  },
  batchFixed: {
    en: 'The sizes are right, but the batch dimension has no fixed size: write `?` instead of `{size}`.',
    'zh-TW': '各個大小都對，但批次維度沒有固定大小：請把 `{size}` 寫成 `?`。',
    'zh-CN': '各个大小都对，但批次维度没有固定大小：请把 `{size}` 写成 `?`。',
  },
  optionsMissing: {
    en: 'Something right is still missing from your choice.',
    'zh-TW': '還有正確的選項沒有選到。',
    'zh-CN': '还有正确的选项没有选到。',
  },
} as const satisfies Record<string, LocalText>;
