/**
 * A boundary between two processes or frames, described once.
 *
 * The *client* asks (`requests`), the *server* answers and pushes `events`. Between a webview and the extension the
 * webview is the client; between the extension and a worker process the extension is. Every envelope, the set of
 * handlers a server must provide and the calls a client may make are derived from the one interface, so a missing
 * handler does not compile.
 */
export interface SurfaceShape {
  requests: Record<string, { params: unknown; result: unknown }>;
  events: Record<string, unknown>;
}

export type RequestName<S extends SurfaceShape> = keyof S['requests'] & string;
export type EventName<S extends SurfaceShape> = keyof S['events'] & string;
export type Params<S extends SurfaceShape, K extends RequestName<S>> = S['requests'][K]['params'];
export type Result<S extends SurfaceShape, K extends RequestName<S>> = S['requests'][K]['result'];

export type Handlers<S extends SurfaceShape> = {
  [K in RequestName<S>]: (params: Params<S, K>, signal: AbortSignal) => Promise<Result<S, K>> | Result<S, K>;
};

/** A failure the other side can show: `code` chooses the words, `message` is the English sentence for logs. */
export interface WireError {
  code: string;
  message: string;
}

export type Envelope =
  | { kind: 'request'; id: number; name: string; params: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'reply'; id: number; ok: true; result: unknown }
  | { kind: 'reply'; id: number; ok: false; error: WireError }
  | { kind: 'event'; name: string; payload: unknown };

/** What carries envelopes: `postMessage`, a child process channel, or two ends of an array in a test. */
export interface Carrier {
  send(envelope: Envelope): void;
  onMessage(listener: (message: unknown) => void): { dispose(): void };
  /** Called once when nothing can arrive any more. */
  onClose(listener: () => void): { dispose(): void };
}
