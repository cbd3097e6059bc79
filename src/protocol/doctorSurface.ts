import type { Locale } from './locale.ts';
import type { EngineId } from './run.ts';

/** What a person can be taken to from the report. */
export type DoctorAction = 'installTensorFlow' | 'openTensorFlowSetting' | 'openNodeSetting' | 'selectEngine';

export const doctorActions: readonly DoctorAction[] = [
  'installTensorFlow',
  'openTensorFlowSetting',
  'openNodeSetting',
  'selectEngine',
];

export interface DoctorFact {
  label: string;
  value: string;
}

/** What was found out about one engine, said in the reader's language. */
export interface DoctorEngine {
  id: EngineId;
  name: string;
  state: 'used' | 'works' | 'unavailable' | 'notTried';
  stateWord: string;
  /** Why it is not used; absent where there is nothing to explain. */
  sentence?: string;
  /** What to do about it. */
  advice: string[];
  actions: { action: DoctorAction; label: string }[];
  facts: DoctorFact[];
  /** What native libraries printed, as it was. */
  messages?: string;
}

export interface DoctorReport {
  title: string;
  /** Which engine runs use, and why. */
  summary: string;
  notes: string[];
  engines: DoctorEngine[];
  machine: { title: string; facts: DoctorFact[] };
}

export interface DoctorSnapshot {
  locale: Locale;
  report: DoctorReport;
  /** What is being tried now; absent when the examination is over. */
  examining?: string;
}

export interface DoctorSurface {
  requests: {
    ready: { params: undefined; result: DoctorSnapshot };
    examine: { params: undefined; result: undefined };
    cancel: { params: undefined; result: undefined };
    /** Puts the report on the clipboard, as Markdown. */
    copy: { params: undefined; result: undefined };
    act: { params: { action: DoctorAction }; result: undefined };
  };
  events: {
    changed: DoctorSnapshot;
  };
}
