import { formatDuration } from '../../../src/core/series/formatValue.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Progress } from '../../../src/protocol/run.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { RunState } from '../runState.ts';
import { setText } from '../../lib/setText.ts';

/** How much of the run is done, 0..1; undefined while its length is not known. */
export function doneShare(progress: Progress | undefined): number | undefined {
  if (!progress || progress.phase !== 'training') return undefined;
  const { epoch, epochs, batch, batches } = progress;
  if (epoch !== undefined && epochs) {
    const within = batches ? Math.min(1, batch / batches) : 0;
    return Math.min(1, (epoch - 1 + within) / epochs);
  }
  return batches ? Math.min(1, batch / batches) : undefined;
}

/** A bar with epoch, batch and time left. It keeps its place and height from the first moment to the last. */
export function createProgressView(): PartView {
  const fill = h('div', { class: 'run-bar-fill' });
  const bar = h(
    'div',
    { class: 'run-bar', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100 },
    fill,
  );
  const epoch = h('span', { class: 'run-epoch' });
  const batch = h('span', { class: 'run-batch muted' });
  const percent = h('span', { class: 'run-percent' });
  const time = h('span', { class: 'run-time muted' });
  const element = h('div', { class: 'run-progress numbers' }, [bar, percent, epoch, batch, time]);
  return {
    element,
    show(state) {
      element.hidden = !state.isRunning;
      if (!state.isRunning) return;
      const words = createWords(runWords, state.locale);
      const { progress } = state;
      const share = doneShare(progress);
      bar.setAttribute('aria-label', words('progress'));
      bar.classList.toggle('run-bar-unknown', share === undefined && state.header.status !== 'paused');
      if (share === undefined) bar.removeAttribute('aria-valuenow');
      else bar.setAttribute('aria-valuenow', String(Math.floor(share * 100)));
      fill.style.transform = share === undefined ? '' : `scaleX(${share})`;
      setText(percent, share === undefined ? '' : `${Math.floor(share * 100)} %`);
      setText(epoch, epochText(progress, words));
      setText(batch, batchText(progress, words));
      setText(time, timeText(state));
    },
  };
}

type RunWords = ReturnType<typeof createWords<typeof runWords>>;

function epochText(progress: Progress | undefined, words: RunWords): string {
  if (progress?.epoch === undefined) return '';
  const { epoch, epochs } = progress;
  return epochs === undefined ? words('epochOnly', { epoch }) : words('epochOf', { epoch, epochs });
}

function batchText(progress: Progress | undefined, words: RunWords): string {
  if (!progress || progress.batch === 0) return '';
  const { batch, batches } = progress;
  return batches === undefined ? words('batchOnly', { batch }) : words('batchOf', { batch, batches });
}

function timeText({ progress, locale }: RunState): string {
  if (!progress) return '';
  const words = createWords(runWords, locale);
  return progress.remainingMs === undefined
    ? words('elapsed', { time: formatDuration(progress.elapsedMs) })
    : words('remaining', { time: formatDuration(progress.remainingMs) });
}
