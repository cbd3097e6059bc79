import { createClient, type Client } from '../../src/protocol/peer.ts';
import type { Carrier, SurfaceShape } from '../../src/protocol/surface.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  interface Window {
    acquireVsCodeApi?: () => VsCodeApi;
    /** In a plain browser: the app's end of a pair made by `preview/fakeHost.ts`. */
    fakeHost?: Carrier;
  }
}

/** The editor hands the api out once a page; asking twice throws, so it is kept. */
let api: VsCodeApi | undefined;

function acquireApi(): VsCodeApi | undefined {
  api ??= window.acquireVsCodeApi?.();
  return api;
}

function carrierOf(vscode: VsCodeApi): Carrier {
  return {
    send: (envelope) => vscode.postMessage(envelope),
    onMessage(listener) {
      const receive = (event: MessageEvent<unknown>): void => listener(event.data);
      window.addEventListener('message', receive);
      return { dispose: () => window.removeEventListener('message', receive) };
    },
    onClose(listener) {
      window.addEventListener('pagehide', listener, { once: true });
      return { dispose: () => window.removeEventListener('pagehide', listener) };
    },
  };
}

/**
 * Connects the app to its host: the extension inside the editor, or `window.fakeHost` in a plain browser.
 * Call it once a page, then ask `ready` for the whole picture.
 */
export function connectHost<S extends SurfaceShape>(): Client<S> {
  const vscode = acquireApi();
  if (vscode) return createClient<S>(carrierOf(vscode));
  if (window.fakeHost) return createClient<S>(window.fakeHost);
  throw new Error('This page has no host: open it in the editor, or through its preview.html.');
}

/** What the page kept for itself with `keepState`; the editor gives it back after the page was hidden or reloaded. */
export function keptState(): unknown {
  return acquireApi()?.getState();
}

/** Keeps a small plain value across hiding and reloading of this page (which tab is open, a draft entry). */
export function keepState(state: unknown): void {
  acquireApi()?.setState(state);
}
