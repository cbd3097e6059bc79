import type { SeededRandom } from '../process/seededRandom.ts';
import type { TrainingWatcher } from './trainingWatcher.ts';

type Hook = Exclude<keyof TrainingWatcher, 'name' | 'costShare'>;
type HookArguments<H extends Hook> = Parameters<NonNullable<TrainingWatcher[H]>>;

/** Hooks in the middle of synchronous calls, which cannot wait. */
type SynchronousHook = 'fitBegins' | 'beforeUpdate' | 'stepEnds' | 'predicted';

export interface WatchedTraining {
  /** Calls every watcher that has this hook and is within its budget. Costs nothing where none has. */
  tell<H extends Exclude<Hook, SynchronousHook>>(hook: H, ...given: HookArguments<H>): Promise<void>;
  tellNow<H extends SynchronousHook>(hook: H, ...given: HookArguments<H>): void;
  /** Whether anyone listens: preparing what a hook is given may cost something too. */
  has(hook: Hook): boolean;
  /** Time taken by each watcher so far, ms. */
  costs(): Record<string, number>;
}

export interface WatchTrainingOptions {
  watchers: readonly TrainingWatcher[];
  /** The program's generator: watchers leave no trace in it. */
  random: SeededRandom;
  onFailure: (name: string, thrown: unknown) => void;
  now?: () => number;
}

const usualShare = 0.01;
/** These come once or end things: a watcher that is over its budget still needs them. */
const alwaysTold: ReadonlySet<Hook> = new Set<Hook>(['fitBegins', 'fitEnds', 'programEnds']);

interface Watched {
  watcher: TrainingWatcher;
  spentMs: number;
  isOff: boolean;
}

function call<H extends Hook>(watcher: TrainingWatcher, hook: H, given: HookArguments<H>): unknown {
  return (watcher[hook] as ((...all: HookArguments<H>) => unknown) | undefined)?.(...given);
}

/** Calls what looks at training, one after the other, each within its share of the time that training has taken. */
export function watchTraining({
  watchers,
  random,
  onFailure,
  now = () => performance.now(),
}: WatchTrainingOptions): WatchedTraining {
  const startedAt = now();
  const all: Watched[] = watchers.map((watcher) => ({ watcher, spentMs: 0, isOff: false }));
  let isTelling = false;

  const isDue = (hook: Hook, { watcher, spentMs, isOff }: Watched): boolean => {
    if (isOff || !watcher[hook]) return false;
    // The first call of each watcher says what it costs; after that the budget holds.
    const share = watcher.costShare ?? usualShare;
    return alwaysTold.has(hook) || share === Infinity || spentMs <= share * (now() - startedAt);
  };
  const begin = (one: Watched): (() => void) => {
    const [at, state] = [now(), random.state()];
    return () => {
      random.restore(state);
      one.spentMs += now() - at;
    };
  };
  const fail = (one: Watched, thrown: unknown): void => {
    one.isOff = true;
    onFailure(one.watcher.name, thrown);
  };

  return {
    async tell(hook, ...given) {
      // What a watcher computes with is watched too: its own calls are not news.
      if (isTelling) return;
      isTelling = true;
      for (const one of all) {
        if (!isDue(hook, one)) continue;
        const finish = begin(one);
        try {
          await call(one.watcher, hook, given);
        } catch (thrown) {
          fail(one, thrown);
        }
        finish();
      }
      isTelling = false;
    },
    tellNow(hook, ...given) {
      if (isTelling) return;
      isTelling = true;
      for (const one of all) {
        if (!isDue(hook, one)) continue;
        const finish = begin(one);
        try {
          call(one.watcher, hook, given);
        } catch (thrown) {
          fail(one, thrown);
        }
        finish();
      }
      isTelling = false;
    },
    has: (hook) => !isTelling && all.some(({ watcher, isOff }) => !isOff && watcher[hook] !== undefined),
    costs: () => Object.fromEntries(all.map(({ watcher, spentMs }) => [watcher.name, spentMs])),
  };
}
