import type {
  CurvePrediction,
  FilePredictions,
  PredictionBook,
  Predictions,
} from '../../protocol/prediction.ts';

/** Kept in the editor's own small store, so both are bounded. */
const filesAtMost = 60;
const runsAtMost = 40;

/** A run as far as its predictions go. */
export interface PredictedRun {
  id: string;
  file: string;
  /** ISO 8601, UTC. */
  startedAt: string;
}

const empty: FilePredictions = { next: [], drawnAt: '', runs: {} };

/**
 * What was drawn for a run. A run that started after curves were drawn for "the next run" takes them: then the book changes.
 */
export function predictionsOf(
  book: PredictionBook,
  run: PredictedRun,
): { predictions: Predictions; book: PredictionBook } {
  const entry = book[run.file] ?? empty;
  const isNext = entry.next.length > 0 && run.startedAt > entry.drawnAt && !entry.runs[run.id];
  if (!isNext) return { predictions: { own: entry.runs[run.id] ?? [], next: entry.next }, book };
  const claimed = { ...entry, next: [], runs: limited({ ...entry.runs, [run.id]: entry.next }, runsAtMost) };
  return { predictions: { own: entry.next, next: [] }, book: withFile(book, run.file, claimed) };
}

/** Keeps a drawn curve for this run or for the next one. One without points takes the curve of its metric away. */
export function keepPrediction(
  book: PredictionBook,
  run: PredictedRun,
  which: keyof Predictions,
  prediction: CurvePrediction,
  now: string,
): PredictionBook {
  const entry = book[run.file] ?? empty;
  const before = which === 'own' ? (entry.runs[run.id] ?? []) : entry.next;
  const others = before.filter(({ metric }) => metric !== prediction.metric);
  const after = prediction.points.length === 0 ? others : [...others, prediction];
  const changed =
    which === 'own'
      ? { ...entry, runs: limited({ ...entry.runs, [run.id]: after }, runsAtMost) }
      : { ...entry, next: after, drawnAt: now };
  return withFile(book, run.file, changed);
}

function withFile(book: PredictionBook, file: string, entry: FilePredictions): PredictionBook {
  const others = Object.fromEntries(Object.entries(book).filter(([other]) => other !== file));
  return limited({ ...others, [file]: entry }, filesAtMost);
}

/** The latest entries of a record, which keeps the order in which keys were added. */
export function limited<V>(entries: Record<string, V>, atMost: number): Record<string, V> {
  return Object.fromEntries(Object.entries(entries).slice(-atMost));
}
