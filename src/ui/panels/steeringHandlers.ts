import type { RunSurface } from '../../protocol/runSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { RunHandle } from '../../runner/runnerTypes.ts';
import { learningRate, record } from './guards.ts';

type SteeringHandlers = Pick<
  Handlers<RunSurface>,
  'stop' | 'stopAtBest' | 'setLearningRate' | 'pause' | 'resume'
>;

/** What a person does to a run that is going on. Nothing happens to one that has ended in the meantime. */
export function steeringHandlers(live: () => RunHandle | undefined): SteeringHandlers {
  return {
    async stop() {
      await live()?.stop();
      return undefined;
    },
    stopAtBest() {
      live()?.stopAtBest();
      return undefined;
    },
    setLearningRate(params) {
      live()?.setLearningRate(learningRate(record(params)['rate']));
      return undefined;
    },
    pause() {
      live()?.pause();
      return undefined;
    },
    resume() {
      live()?.resume();
      return undefined;
    },
  };
}
