import { endingTitle } from '../../core/words/endings.ts';
import { rateWords } from '../../core/words/rates.ts';
import type { Locale } from '../../protocol/locale.ts';
import type { RunHeader } from '../../protocol/run.ts';

/** `0:41`, `12:05`, `1:02:09` */
export function clockTime(wallMs: number): string {
  const seconds = Math.floor(wallMs / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const tail = String(rest).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** Three decimals, which is what a test set of a thousand samples can tell apart; very small and large ones with a power. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size === 0 || (size >= 0.0005 && size < 10_000)) return value.toFixed(3);
  return value.toExponential(2);
}

export function runTitle(header: RunHeader): string {
  return `#${header.number} ${header.title}`;
}

/** `0.971 · wasm · 0:41`; how it ended comes first where that is the news. */
export function runDescription(header: RunHeader, locale: Locale): string {
  const isFinished = header.ending?.kind === 'finished';
  const parts = [
    header.purpose === 'find-rate' ? rateWords.purpose[locale] : undefined,
    header.ending && !isFinished ? endingTitle(header.ending, locale) : undefined,
    header.headline && header.purpose === undefined ? shortNumber(header.headline.value) : undefined,
    header.engine?.id,
    clockTime(header.wallMs),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

export interface RunIcon {
  id: string;
  color?: string;
}

export function runIcon(header: RunHeader): RunIcon {
  if (header.status === 'paused') return { id: 'debug-pause' };
  if (header.status !== 'ended') return { id: 'loading~spin' };
  switch (header.ending?.kind) {
    case 'finished':
      return { id: 'pass', color: 'testing.iconPassed' };
    case 'stopped':
      return { id: 'debug-stop', color: 'testing.iconSkipped' };
    case 'diverged':
      return { id: 'warning', color: 'problemsWarningIcon.foreground' };
    default:
      return { id: 'error', color: 'testing.iconFailed' };
  }
}
