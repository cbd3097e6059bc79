import { isRecord } from '../../base/assert.ts';
import type { RunSnapshot } from '../../protocol/run.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isOptional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const hasFields =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(fields).every(([name, check]) => check(value[name]));
const isOneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);

const isMoment = hasFields({
  elapsedMs: isNumber,
  epoch: isOptional(isNumber),
  updates: isOptional(isNumber),
});

const isHeader = hasFields({
  formatVersion: isOneOf(1),
  id: isText,
  number: isNumber,
  title: isText,
  file: isText,
  startedAt: isText,
  wallMs: isNumber,
  seed: isNumber,
  status: isOneOf('starting', 'running', 'paused', 'stopping', 'ended'),
  engine: isOptional(hasFields({ id: isText, version: isText, passedOver: Array.isArray })),
  ending: isOptional(hasFields({ kind: isText })),
});

const isSeries = hasFields({
  id: isNumber,
  metric: isText,
  split: isOneOf('train', 'validation', 'test'),
  scale: isOneOf('batch', 'epoch'),
  model: isText,
});

const isBlock = hasFields({
  id: isNumber,
  steps: (value) => value instanceof Float64Array,
  values: (value) => value instanceof Float32Array,
});

const isEvaluation = hasFields({
  model: isText,
  split: isOneOf('validation', 'test'),
  classCount: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_536,
  classNames: isListOf(isText),
  truth: (value) => value instanceof Uint16Array,
  predicted: (value) => value instanceof Uint16Array,
  confidence: (value) => value instanceof Float32Array,
  at: isOptional(isMoment),
});

const isModel = hasFields({
  model: isText,
  parameters: isNumber,
  layers: isListOf(hasFields({ name: isText, type: isText, outputShape: Array.isArray })),
});

const isSnapshot = hasFields({
  header: isHeader,
  seq: isNumber,
  series: isListOf(isSeries),
  blocks: isListOf(isBlock),
  progress: isOptional(isRecord),
  models: isListOf(isModel),
  evaluations: isListOf(isEvaluation),
  exhibits: isListOf(hasFields({ kind: isText, at: isMoment })),
  console: isListOf(hasFields({ stream: isOneOf('stdout', 'stderr'), text: isText })),
});

/** Whether a value that came from outside has the shape of a run, as far as panels and storage rely on it. */
export function isRunSnapshot(value: unknown): value is RunSnapshot {
  return isSnapshot(value);
}
