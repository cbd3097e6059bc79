import type { Exhibit } from '../../protocol/exhibit.ts';
import type { Evaluation, RunSnapshot } from '../../protocol/run.ts';

const noBytes = new Uint8Array(0);

/** A run without what a panel asks for when it shows it: pictures of matrix cells, and of sample frames. */
export function lightSnapshot(snapshot: RunSnapshot): RunSnapshot {
  return {
    ...snapshot,
    evaluations: snapshot.evaluations.map(withoutPictures),
    exhibits: snapshot.exhibits.map(withoutBytes),
  };
}

export function withoutPictures(evaluation: Evaluation): Evaluation {
  const copy = { ...evaluation };
  delete copy.pictures;
  return copy;
}

export function withoutBytes(exhibit: Exhibit): Exhibit {
  return exhibit.kind === 'samples' ? { ...exhibit, bytes: noBytes } : exhibit;
}
