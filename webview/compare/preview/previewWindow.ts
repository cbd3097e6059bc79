import type { CompareSurface } from '../../../src/protocol/compareSurface.ts';

declare global {
  interface Window {
    /** What the page has asked of its host, in order. */
    asked?: [string, unknown][];
    /** How long the page took to draw every chart for the first time. */
    openedMs?: number;
    /** Says what the host would say. */
    tell?: <K extends keyof CompareSurface['events']>(name: K, payload: CompareSurface['events'][K]) => void;
    /** One more point for every epoch curve of the run. */
    grow?: (id: string) => void;
  }
}
