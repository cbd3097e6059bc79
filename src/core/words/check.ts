import type { LocalText } from '../../protocol/locale.ts';

/** Words of a check that no pack supplies. */
export const checkWords = {
  noMessage: {
    en: 'The check stopped at “{stage}”.',
    'zh-TW': '檢查停在「{stage}」這一步。',
    'zh-CN': '检查停在“{stage}”这一步。',
  },
} as const satisfies Record<string, LocalText>;
