import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { DisposableStore } from '../../base/disposable.ts';
import type { Logger } from '../../base/logger.ts';
import { createServer, type Server } from '../../protocol/peer.ts';
import type { Carrier, Handlers, SurfaceShape } from '../../protocol/surface.ts';
import type { Locale } from '../../protocol/locale.ts';
import { webviewHtml } from './webviewHtml.ts';

/** What every panel needs from the extension. */
export interface PanelHost {
  extensionUri: vscode.Uri;
  logger: Logger;
}

export interface WebviewContent<S extends SurfaceShape> {
  /** Bundle under dist/webview. */
  app: 'lesson' | 'quiz' | 'run' | 'doctor' | 'compare';
  title: string;
  locale: Locale;
  /** Identifies the panel across a window reload; becomes readable again through `panelKeyOf`. */
  key: Readonly<Record<string, string>>;
  /** Folders outside dist/webview whose files the page may show. */
  mediaFolders?: readonly string[];
  handlers: Handlers<S>;
}

/**
 * Puts an app into a panel, new or restored, and answers its requests. The page is destroyed while it is hidden and
 * asks `ready` again when it is back: the extension holds the data, the page only draws it.
 */
export function serveWebview<S extends SurfaceShape>(
  panel: vscode.WebviewPanel,
  host: PanelHost,
  content: WebviewContent<S>,
): Server<S> {
  const { webview } = panel;
  const appFolder = vscode.Uri.joinPath(host.extensionUri, 'dist', 'webview');
  const media = (content.mediaFolders ?? []).map((folder) => vscode.Uri.file(folder));
  webview.options = {
    enableScripts: true,
    enableCommandUris: false,
    enableForms: false,
    localResourceRoots: [appFolder, ...media],
  };
  const server = createServer<S>(carrierOf(panel), content.handlers, (name, thrown) =>
    host.logger.error(`${content.app} panel: "${name}" failed.`, thrown),
  );
  panel.title = content.title;
  panel.iconPath = {
    light: vscode.Uri.joinPath(host.extensionUri, 'media', 'panels', `${content.app}-light.svg`),
    dark: vscode.Uri.joinPath(host.extensionUri, 'media', 'panels', `${content.app}-dark.svg`),
  };
  webview.html = webviewHtml({
    title: content.title,
    language: content.locale,
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(appFolder, `${content.app}.js`)).toString(),
    styleUri: webview.asWebviewUri(vscode.Uri.joinPath(appFolder, `${content.app}.css`)).toString(),
    panelKey: content.key,
  });
  return server;
}

function carrierOf(panel: vscode.WebviewPanel): Carrier {
  return {
    send: (envelope) => void panel.webview.postMessage(envelope).then(undefined, () => undefined),
    onMessage: (listener) => panel.webview.onDidReceiveMessage(listener),
    onClose: (listener) => panel.onDidDispose(listener),
  };
}

/** The entry `name` of the key a panel was served with, as VS Code hands it back after a window reload. */
export function panelKeyOf(state: unknown, name: string): string | undefined {
  const key = (state as { panel?: Record<string, unknown> } | undefined)?.panel?.[name];
  return typeof key === 'string' ? key : undefined;
}

export interface PanelRegistry<P extends { panel: vscode.WebviewPanel }> {
  get(key: string): P | undefined;
  all(): P[];
  /** Keeps the panel under its key until it is closed. `held` is let go of then. */
  keep(key: string, opened: P, held: DisposableStore): void;
  dispose(): void;
}

/** The open panels of one kind, one a key. When the extension ends they stay: VS Code restores them. */
export function createPanelRegistry<P extends { panel: vscode.WebviewPanel }>(): PanelRegistry<P> {
  const panels = new Map<string, { opened: P; held: DisposableStore }>();
  return {
    get: (key) => panels.get(key)?.opened,
    all: () => [...panels.values()].map((entry) => entry.opened),
    keep(key, opened, held) {
      panels.set(key, { opened, held });
      opened.panel.onDidDispose(() => {
        held.dispose();
        panels.delete(key);
      });
    },
    dispose() {
      for (const { held } of panels.values()) held.dispose();
    },
  };
}
