import type { DoctorSnapshot } from '../../../src/protocol/doctorSurface.ts';

declare global {
  interface Window {
    /** What the page asked of its host, for tests: `[name, params]`. */
    asked?: [name: string, params: unknown][];
    /** Replaces the report, as the host does when something was found. */
    showDoctor?: (changes: Partial<DoctorSnapshot>) => void;
  }
}
