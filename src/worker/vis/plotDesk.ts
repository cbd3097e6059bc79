import { surfaceKey } from '../../core/plot/keptPlots.ts';
import { plotProblems } from '../../core/words/plotProblems.ts';
import type { CodeLocation } from '../../protocol/ending.ts';
import type { PlotExhibit, PlotSurface } from '../../protocol/exhibit.ts';
import { fill } from '../../protocol/locale.ts';
import type { Plot } from '../../protocol/plot.ts';
import { callerLocation } from '../process/locateInStack.ts';
import { PlotRefusal } from './plotRefusal.ts';

/** A surface that is redrawn sends no more often than this; the last plot is always sent. */
const resendMs = 250;
/** Parts of surfaces; a name made anew for each batch must not fill the memory. */
export const surfacesAtMost = 200;

export interface PlotDeskOptions {
  /** `performance.now()` when the program began. */
  startedAt: number;
  onExhibit: (exhibit: PlotExhibit) => void;
  /** Where sentences for the learner go. */
  warn: (text: string) => void;
  now?: () => number;
}

/** Where all drawing of a program goes through, on its way to the panel. */
export interface PlotDesk {
  /** @param make called when the plot is sent: not at all where a later one takes its place before that */
  draw(surface: PlotSurface, make: () => Plot, options?: { grows: boolean }): void;
  /** Draws the reason instead of a plot, and says it in the console once for each line of code. */
  refuse(surface: PlotSurface, wanted: string, thrown: unknown, at?: CodeLocation): void;
  /** Says it in the console only. */
  say(wanted: string, refusal: PlotRefusal, at?: CodeLocation): void;
  /** Milliseconds since the program began. */
  elapsedMs(): number;
  /** Sends what waits. */
  flush(): void;
}

interface Surface {
  surface: PlotSurface;
  sentAt: number;
  firstMs: number;
  /** What is drawn on it and has not been sent. */
  next?: { make: () => Plot; grows: boolean };
}

/** Says each refusal once for each line of code, however often that line runs. */
function createSayOnce(warn: (text: string) => void): PlotDesk['say'] {
  const said = new Set<string>();
  return (wanted, { problem, slots }, at = callerLocation()) => {
    const key = JSON.stringify([wanted, problem, slots, at?.file, at?.line]);
    if (said.has(key)) return;
    said.add(key);
    const place = at ? ` (${at.file.split(/[\\/]/).at(-1) ?? at.file}, line ${at.line})` : '';
    warn(`${wanted}${place}: ${fill(plotProblems[problem].en, slots)}`);
  };
}

/** Sends what surfaces show, each at most four times a second. */
function createSurfaceClock({
  onExhibit,
  now,
  elapsedMs,
}: {
  onExhibit: (exhibit: PlotExhibit) => void;
  now: () => number;
  elapsedMs: () => number;
}): { offer(entry: Surface): void; flush(): void } {
  const waiting = new Set<Surface>();
  let timer: NodeJS.Timeout | undefined;
  const send = (entry: Surface): void => {
    const { next, surface } = entry;
    waiting.delete(entry);
    delete entry.next;
    if (!next) return;
    entry.sentAt = now();
    // Each point of a growing curve has its own moment: it is there from its first on.
    const at = { elapsedMs: next.grows ? entry.firstMs : elapsedMs() };
    onExhibit({ kind: 'plot', at, surface, plot: next.make() });
  };
  const leftOf = (entry: Surface): number => entry.sentAt + resendMs - now();
  const sendDue = (): void => {
    timer = undefined;
    for (const entry of [...waiting]) if (leftOf(entry) <= 0) send(entry);
    if (waiting.size > 0) schedule(Math.min(...[...waiting].map(leftOf)));
  };
  const schedule = (wait: number): void => {
    // A program is over when it has nothing left to do; drawing is no reason to stay.
    timer ??= setTimeout(sendDue, wait).unref();
  };
  return {
    offer(entry) {
      waiting.add(entry);
      if (leftOf(entry) <= 0) send(entry);
      else schedule(leftOf(entry));
    },
    flush() {
      if (timer) clearTimeout(timer);
      timer = undefined;
      for (const entry of [...waiting]) send(entry);
    },
  };
}

export function createPlotDesk({
  startedAt,
  onExhibit,
  warn,
  now = () => performance.now(),
}: PlotDeskOptions): PlotDesk {
  const surfaces = new Map<string, Surface>();
  const elapsedMs = (): number => now() - startedAt;
  const clock = createSurfaceClock({ onExhibit, now, elapsedMs });
  const say = createSayOnce(warn);
  const entryOf = (surface: PlotSurface): Surface | undefined => {
    const key = surfaceKey(surface);
    const known = surfaces.get(key);
    if (known) return known;
    if (surfaces.size >= surfacesAtMost) return undefined;
    const entry = { surface, sentAt: -Infinity, firstMs: elapsedMs() };
    surfaces.set(key, entry);
    return entry;
  };
  const draw: PlotDesk['draw'] = (surface, make, { grows } = { grows: false }) => {
    const entry = entryOf(surface);
    if (!entry) {
      say('tfvis', new PlotRefusal('too-many-surfaces', { limit: surfacesAtMost }));
      return;
    }
    entry.next = { make, grows };
    clock.offer(entry);
  };
  return {
    draw,
    refuse(surface, wanted, thrown, at = callerLocation()) {
      const refusal = refusalOf(thrown);
      say(wanted, refusal, at);
      const { problem, slots } = refusal;
      draw(surface, () => ({ type: 'refused', wanted, problem, slots, ...(at ? { at } : {}) }));
    },
    say,
    elapsedMs,
    flush: () => clock.flush(),
  };
}

/** A mistake of ours is told like one of the data: training goes on. */
function refusalOf(thrown: unknown): PlotRefusal {
  if (thrown instanceof PlotRefusal) return thrown;
  return new PlotRefusal('unexpected', { detail: thrown instanceof Error ? thrown.message : String(thrown) });
}

/** Runs what makes a plot of a learner's data; what it cannot be made of is refused, and never ends the program. */
export function drawOrRefuse(desk: PlotDesk, surface: PlotSurface, wanted: string, make: () => Plot): void {
  try {
    const plot = make();
    desk.draw(surface, () => plot);
  } catch (thrown) {
    desk.refuse(surface, wanted, thrown);
  }
}
