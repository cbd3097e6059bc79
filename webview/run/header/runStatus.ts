import { endingTitle, isSuccess } from '../../../src/core/words/endings.ts';
import { type RunWord, runWords } from '../../../src/core/words/run.ts';
import type { CodeLocation, Ending } from '../../../src/protocol/ending.ts';
import type { EngineId, EngineReport } from '../../../src/protocol/run.ts';
import type { IconName } from '../../lib/icons/icon.ts';
import type { RunState } from '../runState.ts';

export type Tone = 'busy' | 'waiting' | 'pass' | 'neutral' | 'fail';

export interface RunStatusView {
  word: string;
  icon: IconName;
  tone: Tone;
}

/** What the run is doing, in a word, with an icon whose shape tells it apart too. */
export function runStatus({ header, progress, locale }: RunState): RunStatusView {
  const say = (word: RunWord): string => runWords[word][locale];
  switch (header.status) {
    case 'starting':
      return { word: say('starting'), icon: 'circle-large', tone: 'waiting' };
    case 'running':
      return { word: say(progress?.phase ?? 'starting'), icon: 'record', tone: 'busy' };
    case 'paused':
      return { word: say('paused'), icon: 'debug-pause', tone: 'waiting' };
    case 'stopping':
      return { word: say('stopping'), icon: 'circle-large', tone: 'waiting' };
    case 'ended':
      break;
  }
  const { ending } = header;
  if (!ending) return { word: say('stopping'), icon: 'circle-slash', tone: 'neutral' };
  if (isSuccess(ending)) return { word: endingTitle(ending, locale), icon: 'pass', tone: 'pass' };
  return ending.kind === 'stopped'
    ? { word: endingTitle(ending, locale), icon: 'circle-slash', tone: 'neutral' }
    : { word: endingTitle(ending, locale), icon: 'error', tone: 'fail' };
}

/** Where in the learner's code it ended, if anywhere. */
export function placeOfEnding(ending: Ending): CodeLocation | undefined {
  return 'at' in ending ? ending.at : undefined;
}

const engineWords: Readonly<Record<EngineId, RunWord>> = {
  native: 'engineNative',
  webgpu: 'engineWebgpu',
  wasm: 'engineWasm',
  cpu: 'engineCpu',
};

export function engineWord(engine: Pick<EngineReport, 'id' | 'gpu'>): RunWord {
  return engine.id === 'native' && engine.gpu ? 'engineNativeGpu' : engineWords[engine.id];
}
