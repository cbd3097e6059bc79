import { escapeHtml, scriptJson } from '../../base/htmlText.ts';
import type { Locale } from '../../protocol/locale.ts';

export interface ReportPage {
  title: string;
  locale: Locale;
  /** The report app and its styles, with everything they need inside. */
  script: string;
  style: string;
  /** The run, as `packColumns` gives it; the bytes in base64. */
  run: { json: unknown; base64: string };
  /** Random, once a page: nothing else in it is allowed to run. */
  nonce: string;
}

/** One HTML document that shows a run without a network, a server or the editor. */
export function reportPage({ title, locale, script, style, run, nonce }: ReportPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    'img-src data: blob:',
    'font-src data:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style.replaceAll('</', '<\\/')}</style>
</head>
<body>
<main id="app"></main>
<script type="application/json" id="run">${scriptJson(run)}</script>
<script nonce="${nonce}">${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
}
