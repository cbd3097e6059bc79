import type { EngineId } from '../../protocol/run.ts';
import type { Language } from './language.ts';

/** What people call the engine. */
export function engineName(id: EngineId | 'auto', language: Language): string {
  return language.say(`engine.${id}`);
}
