/** Types of serverProcess.mjs, for the tests, which are TypeScript. */

export interface ServerOptions {
  /** From `prepareVscodeServer()`. */
  readonly server: { readonly node: string; readonly codeServer: string; readonly serverMain: string };
  /** Settings, storage and logs of this server; made when missing. */
  readonly dataFolder: string;
  readonly extensionsFolder?: string;
  /** false starts the server with Workspace Trust on, so that a folder opens in Restricted Mode. */
  readonly trustWorkspaces: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly locale?: string;
}

export interface RunningServer {
  /** Without a trailing slash. */
  readonly url: string;
  /** Host and port, as a `vscode-remote` authority wants it. */
  readonly authority: string;
  readonly ended: Promise<void>;
  /** Ends the server and all it started; resolves when they are gone. */
  stop(): Promise<void>;
}

export function startPlainServer(options: ServerOptions): Promise<RunningServer>;
export function startCodeServer(options: ServerOptions): Promise<RunningServer>;
