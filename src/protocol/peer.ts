import type {
  Carrier,
  Envelope,
  EventName,
  Handlers,
  Params,
  RequestName,
  Result,
  SurfaceShape,
  WireError,
} from './surface.ts';

/** A request that the other side refused, or that the closing of the carrier left unanswered. */
export class RemoteError extends Error {
  readonly code: string;

  constructor(error: WireError) {
    super(error.message);
    this.name = 'RemoteError';
    this.code = error.code;
  }
}

export interface Client<S extends SurfaceShape> {
  request<K extends RequestName<S>>(
    name: K,
    params: Params<S, K>,
    signal?: AbortSignal,
  ): Promise<Result<S, K>>;
  on<K extends EventName<S>>(name: K, listener: (payload: S['events'][K]) => void): { dispose(): void };
  dispose(): void;
}

export interface Server<S extends SurfaceShape> {
  emit<K extends EventName<S>>(name: K, payload: S['events'][K]): void;
  dispose(): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  /** Taken when the request was made, so that a refusal points at the caller and not at the message pump. */
  callerStack: string | undefined;
}

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

/** The asking side. Everything pending is rejected with code `closed` when the carrier closes. */
export function createClient<S extends SurfaceShape>(carrier: Carrier): Client<S> {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let nextId = 1;
  let open = true;

  const settle = (id: number, error: WireError | undefined, result?: unknown): void => {
    const waiting = pending.get(id);
    if (!waiting) return;
    pending.delete(id);
    if (!error) {
      waiting.resolve(result);
      return;
    }
    const failure = new RemoteError(error);
    if (waiting.callerStack) failure.stack = `${failure.name}: ${failure.message}\n${waiting.callerStack}`;
    waiting.reject(failure);
  };
  const close = (): void => {
    open = false;
    for (const id of [...pending.keys()])
      settle(id, { code: 'closed', message: 'The other side has closed.' });
  };
  const onMessage = carrier.onMessage((message) => {
    if (!isEnvelope(message)) return;
    if (message.kind === 'reply')
      settle(message.id, message.ok ? undefined : message.error, message.ok ? message.result : undefined);
    if (message.kind === 'event') {
      for (const listener of listeners.get(message.name) ?? [])
        (listener as (payload: unknown) => void)(message.payload);
    }
  });
  const onClose = carrier.onClose(close);

  return {
    request(name, params, signal) {
      return new Promise((resolve, reject) => {
        const id = nextId++;
        const callerStack = new Error().stack?.split('\n').slice(2).join('\n');
        pending.set(id, { resolve: resolve, reject, callerStack });
        if (!open) {
          settle(id, { code: 'closed', message: 'The other side has closed.' });
          return;
        }
        signal?.addEventListener('abort', () => pending.has(id) && carrier.send({ kind: 'cancel', id }), {
          once: true,
        });
        carrier.send({ kind: 'request', id, name, params });
      });
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return { dispose: () => void set.delete(listener) };
    },
    dispose() {
      onMessage.dispose();
      onClose.dispose();
      close();
    },
  };
}

/** Turns a thrown value into what crosses the wire. An error may carry its own `code`. */
function toWireError(thrown: unknown): WireError {
  if (!(thrown instanceof Error)) return { code: 'failed', message: String(thrown) };
  const code = (thrown as { code?: unknown }).code;
  return { code: typeof code === 'string' ? code : 'failed', message: thrown.message };
}

/** The answering side. `onUnexpected` hears of failures that carry no code of their own: those are bugs. */
export function createServer<S extends SurfaceShape>(
  carrier: Carrier,
  handlers: Handlers<S>,
  onUnexpected: (name: string, thrown: unknown) => void = () => undefined,
): Server<S> {
  const running = new Map<number, AbortController>();

  const answer = async (id: number, name: string, params: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      if (!Object.hasOwn(handlers, name))
        throw Object.assign(new Error(`Unknown request "${name}".`), { code: 'unknown-request' });
      const handler = handlers[name as RequestName<S>];
      const result: unknown = await handler(params, controller.signal);
      carrier.send({ kind: 'reply', id, ok: true, result });
    } catch (thrown) {
      const error = toWireError(thrown);
      if (error.code === 'failed') onUnexpected(name, thrown);
      carrier.send({ kind: 'reply', id, ok: false, error });
    } finally {
      running.delete(id);
    }
  };
  const abortAll = (): void => {
    for (const controller of running.values()) controller.abort();
  };
  const onMessage = carrier.onMessage((message) => {
    if (!isEnvelope(message)) return;
    if (message.kind === 'request') void answer(message.id, message.name, message.params);
    if (message.kind === 'cancel') running.get(message.id)?.abort();
  });
  const onClose = carrier.onClose(abortAll);

  return {
    emit: (name, payload) => carrier.send({ kind: 'event', name, payload }),
    dispose() {
      onMessage.dispose();
      onClose.dispose();
      abortAll();
    },
  };
}
