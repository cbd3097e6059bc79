import type { Ending } from '../../protocol/ending.ts';
import { callerLocation } from './locateInStack.ts';

/**
 * Learner code may end its process in ways that no request can answer: `process.exit()`, an error in a timer, a rejected
 * promise that nobody awaited. Each still gets its last word, and its line.
 *
 * @returns Ends the process for a reason that is no error of the learner's.
 * @param sayWhy sends the ending; called at most once, and nothing of the learner's runs after it
 */
export function reportLeaving(
  sayWhy: (ending: Ending) => void,
  classify: (thrown: unknown) => Ending,
): (ending: Ending, code: number) => never {
  const exit = process.exit.bind(process);
  const leave = (ending: Ending, code: number): never => {
    sayWhy(ending);
    return exit(code);
  };
  process.exit = (code) => {
    const at = callerLocation();
    return leave(
      { kind: 'exited', code: Number(code ?? process.exitCode ?? 0), ...(at ? { at } : {}) },
      Number(code ?? 0),
    );
  };
  process.on('uncaughtException', (thrown) => leave(classify(thrown), 1));
  process.on('unhandledRejection', (thrown) => leave(classify(thrown), 1));
  return leave;
}
