import { cellPictures } from '../../../src/core/evaluation/cellPictures.ts';
import { samplePictures, withItsPictures } from '../../../src/core/evaluation/heldOutPictures.ts';
import { unpackColumns } from '../../../src/core/run/packColumns.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { RunSnapshot } from '../../../src/protocol/run.ts';
import type { RunSurface, RunView } from '../../../src/protocol/runSurface.ts';
import type { Handlers } from '../../../src/protocol/surface.ts';
import { elementById } from '../../lib/dom.ts';
import { installFakeHost } from '../../lib/preview/fakeHost.ts';

/** Answers for the run that is written into the page. What needs an editor is not there: the panel does not offer it. */
export function hostOfPage(locale: Locale): void {
  let snapshot: RunSnapshot | undefined;
  const run = (): RunSnapshot => (snapshot ??= readRun());
  const answered: Partial<Handlers<RunSurface>> = {
    ready: (): RunView => ({ locale, snapshot: run(), isReport: true }),
    pictures: ({ evaluation, truth, predicted }) =>
      cellPictures(withItsPictures(run().evaluations, evaluation), truth, predicted),
    samplePictures: ({ evaluation, samples }) =>
      samplePictures(withItsPictures(run().evaluations, evaluation), samples),
    frames: ({ exhibits }) =>
      exhibits.map((number) => {
        const exhibit = run().exhibits[number];
        return exhibit?.kind === 'samples' ? exhibit.bytes : new Uint8Array(0);
      }),
    diagnosisContext: () => ({ lessons: [], dismissed: [] }),
    dismissFinding: () => undefined,
    save: ({ name, content }) => {
      download(name, content);
      return { saved: true };
    },
  };
  installFakeHost<RunSurface>(answered as Handlers<RunSurface>);
}

function readRun(): RunSnapshot {
  const { json, base64 } = JSON.parse(elementById('run').textContent) as { json: unknown; base64: string };
  const text = atob(base64);
  const bytes = Uint8Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return unpackColumns(json, bytes) as RunSnapshot;
}

function download(name: string, content: string | Uint8Array): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
