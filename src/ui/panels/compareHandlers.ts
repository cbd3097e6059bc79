import { noteLength } from '../../core/compare/noteLength.ts';
import { thinBlock } from '../../core/series/thinBlock.ts';
import type { CompareRun, CompareSurface, CompareView } from '../../protocol/compareSurface.ts';
import type { RunSnapshot } from '../../protocol/run.ts';
import type { Handlers } from '../../protocol/surface.ts';
import type { RunStore } from '../../storage/runStore.ts';
import type { ActiveRuns } from '../shared/activeRuns.ts';
import { fileContent, fileName, flag, record, text, texts } from './guards.ts';

export interface CompareHandlersInput {
  view: () => CompareView;
  activeRuns: Pick<ActiveRuns, 'get'>;
  runStore: Pick<RunStore, 'headers' | 'read' | 'remove' | 'setNote' | 'setPinned'>;
  /** What this run measures is sent from now on. */
  follow: (id: string) => void;
  openRun: (id: string) => Promise<void>;
  save: (name: string, bytes: Uint8Array) => Promise<boolean>;
  /** Said when a request is about a run that is not stored any more. */
  goneSentence: () => string;
}

/** A curve's points that are sent at most: what a screen can show, and enough to zoom in on. */
export const curvePointsAtMost = 20_000;
/** Notes come as they were typed; what is too long is cut when it is stored. */
const typedAtMost = noteLength * 4;

export function compareHandlers({
  view,
  activeRuns,
  runStore,
  follow,
  openRun,
  save,
  goneSentence,
}: CompareHandlersInput): Handlers<CompareSurface> {
  const undos = new Map<string, () => Promise<void>>();
  const knownId = (params: unknown): string => {
    const id = text(record(params)['id']);
    if (runStore.headers().some((header) => header.id === id)) return id;
    throw Object.assign(new Error(goneSentence()), { code: 'run-gone' });
  };
  return {
    ready: view,
    curves: (params) =>
      Promise.all(
        texts(record(params)['ids']).map((id) => {
          follow(id);
          return curvesOf(id, activeRuns, runStore);
        }),
      ),
    async setNote(params) {
      await runStore.setNote(knownId(params), text(record(params)['note'], typedAtMost));
      return undefined;
    },
    async setPinned(params) {
      await runStore.setPinned(knownId(params), flag(record(params)['pinned']));
      return undefined;
    },
    async remove(params) {
      const id = knownId(params);
      // What is still training would write itself back.
      const live = activeRuns.get(id);
      if (live && live.header.status !== 'ended') await live.handle.stop();
      undos.set(id, await runStore.remove(id));
      return undefined;
    },
    async bringBack(params) {
      const id = text(record(params)['id']);
      const undo = undos.get(id);
      undos.delete(id);
      await undo?.();
      return undefined;
    },
    async open(params) {
      await openRun(knownId(params));
      return undefined;
    },
    async save(params) {
      const wanted = record(params);
      const name = fileName(wanted['name']);
      return { saved: await save(name, fileContent(wanted['content'])) };
    },
  };
}

async function curvesOf(
  id: string,
  activeRuns: CompareHandlersInput['activeRuns'],
  runStore: CompareHandlersInput['runStore'],
): Promise<CompareRun> {
  const live = activeRuns.get(id)?.handle;
  if (live) return lightRun(id, live.snapshot());
  const read = await runStore.read(id);
  return read.ok ? lightRun(id, read.snapshot) : { id, problem: read.problem };
}

function lightRun(id: string, { seq, series, blocks }: RunSnapshot): CompareRun {
  const thin = blocks.map((block) => thinBlock(block, curvePointsAtMost));
  return { id, seq, series, blocks: thin, thinned: thin.some((block, index) => block !== blocks[index]) };
}
