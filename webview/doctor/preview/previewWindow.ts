import type { DoctorReport } from '../../../src/protocol/doctorSurface.ts';

declare global {
  interface Window {
    /** What the page asked of its host, for tests: `[name, params]`. */
    asked?: [name: string, params: unknown][];
    /** Replaces parts of the report, as the host does when an examination has ended. */
    showReport?: (changes: Partial<DoctorReport>) => void;
  }
}
