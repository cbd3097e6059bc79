import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export interface ArchiveServer {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  address: string;
  /** What was asked for, as `GET /path` with the range behind it. */
  requests: string[];
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on this machine, gone after the test. */
export async function startArchiveServer(context: TestContext, answer: Answer): Promise<ArchiveServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push(`${method} ${url}${headers.range === undefined ? '' : ` ${headers.range}`}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

export interface ServeOptions {
  /** The connection breaks after this many bytes of an answer. */
  cutAfter?: number | undefined;
  /** Answers with the whole file whatever was asked for. */
  ignoresRange?: boolean;
  /** A piece of 16 KiB at a time, this far apart. */
  pauseMs?: number;
}

/** Serves `bytes` as a file host does: its size to HEAD, the asked part to GET. */
export function serveFile(bytes: Buffer, options: () => ServeOptions = () => ({})): Answer {
  return (request, response) => {
    const { cutAfter, ignoresRange = false, pauseMs } = options();
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const start = asked && !ignoresRange ? Number(asked[1]) : 0;
    if (start >= bytes.length && start > 0) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    const range = { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(start > 0 ? 206 : 200, {
      'content-length': bytes.length - start,
      ...(start > 0 && range),
    });
    if (request.method === 'HEAD') response.end();
    else if (cutAfter !== undefined)
      // A moment later, so that what was sent has arrived.
      response.write(bytes.subarray(start, start + cutAfter), () =>
        setTimeout(() => response.destroy(), 100),
      );
    else if (pauseMs !== undefined) drip(bytes.subarray(start), response, pauseMs);
    else response.end(bytes.subarray(start));
  };
}

function drip(bytes: Buffer, response: ServerResponse, pauseMs: number): void {
  if (bytes.length === 0 || response.destroyed) {
    response.end();
    return;
  }
  response.write(bytes.subarray(0, 16_384));
  setTimeout(() => drip(bytes.subarray(16_384), response, pauseMs), pauseMs);
}
