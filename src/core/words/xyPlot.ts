import type { LocalText } from '../../protocol/locale.ts';

/** Plots of a few lines over one axis. */
export const xyPlotWords = {
  help: {
    en: 'Arrow keys move along the line, Home and End jump.',
    'zh-TW': '方向鍵沿曲線移動，Home 與 End 跳到兩端。',
    'zh-CN': '方向键沿曲线移动，Home 和 End 跳到两端。',
  },
} as const satisfies Record<string, LocalText>;
