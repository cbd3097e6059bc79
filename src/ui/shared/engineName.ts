import { engineNameIn } from '../../core/words/engines.ts';
import type { EngineId } from '../../protocol/run.ts';
import type { Language } from './language.ts';

/** What people call the engine. */
export function engineName(id: EngineId | 'auto', { locale }: Language): string {
  return engineNameIn(id, locale);
}
