import { escapeHtml, scriptJson } from '../../base/htmlText.ts';

export interface WebviewPage {
  title: string;
  /** BCP 47, for screen readers, hyphenation and fonts. */
  language: string;
  /** Where the page may load styles, fonts and pictures from. */
  cspSource: string;
  nonce: string;
  scriptUri: string;
  styleUri: string;
  /** Which panel this is: VS Code hands it back when it restores the window. */
  panelKey: unknown;
}

/**
 * The document of a webview. Nothing is allowed but our own script (by nonce), and styles, fonts and pictures from the
 * panel's resource roots.
 */
export function webviewHtml(page: WebviewPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    // The toolkit puts one style element of its own into the page; it takes the nonce from the meta element below.
    `style-src ${page.cspSource} 'nonce-${page.nonce}'`,
    `font-src ${page.cspSource}`,
    `img-src ${page.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${page.nonce}">
<title>${escapeHtml(page.title)}</title>
<link rel="stylesheet" href="${escapeHtml(page.styleUri)}">
</head>
<body>
<main id="app"></main>
<script nonce="${page.nonce}">${keepPanelKey(page.panelKey)}</script>
<script nonce="${page.nonce}" src="${escapeHtml(page.scriptUri)}"></script>
</body>
</html>`;
}

/**
 * VS Code restores a panel from what its page stored with `setState`. The page keeps its own state there too, so ours
 * lies beside it: the page never sees the key and cannot lose it.
 */
function keepPanelKey(panelKey: unknown): string {
  return `(() => {
const api = acquireVsCodeApi();
const panel = ${scriptJson(panelKey)};
const keep = (page) => { api.setState({ panel, page }); return page; };
keep(api.getState()?.page);
window.acquireVsCodeApi = () => ({
  postMessage: (message) => api.postMessage(message),
  getState: () => api.getState()?.page,
  setState: keep,
});
})();`;
}
