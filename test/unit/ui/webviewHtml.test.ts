import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { escapeHtml, scriptJson } from '../../../src/base/htmlText.ts';
import { webviewHtml } from '../../../src/ui/panels/webviewHtml.ts';

const page = {
  title: 'A <b> & "c"',
  language: 'zh-TW',
  cspSource: 'https://media.example',
  nonce: 'abc123',
  scriptUri: 'https://media.example/lesson.js',
  styleUri: 'https://media.example/lesson.css',
  panelKey: { lessonId: '</script><script>alert(1)</script>' },
};

describe('the document of a webview', () => {
  const html = webviewHtml(page);

  it('allows nothing but our script, and styles, fonts and pictures of the panel', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-abc123'; style-src https://media.example 'nonce-abc123'; font-src https://media.example; img-src https://media.example",
    );
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    assert.equal(scripts.length, 2);
    for (const tag of scripts) assert.ok(tag.includes('nonce="abc123"'), tag);
  });

  it('escapes what it is given', () => {
    assert.ok(html.includes('<title>A &lt;b&gt; &amp; &quot;c&quot;</title>'));
    assert.ok(!html.includes('alert(1)</script>'));
    assert.deepEqual(JSON.parse(scriptJson(page.panelKey)), page.panelKey);
    assert.equal(escapeHtml("'"), '&#39;');
  });

  it('keeps the panel’s key beside the page’s own state', () => {
    let state: unknown = { panel: { lessonId: 'old' }, page: { tab: 2 } };
    interface Api {
      getState(): unknown;
      setState(value: unknown): unknown;
      postMessage(): void;
    }
    const api: Api = {
      getState: () => state,
      setState: (value) => (state = value),
      postMessage: () => undefined,
    };
    const window: { acquireVsCodeApi?: () => Api } = {};
    const script = /<script nonce="abc123">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    vm.runInNewContext(script, { window, acquireVsCodeApi: () => api });
    assert.deepEqual(JSON.parse(JSON.stringify(state)), { panel: page.panelKey, page: { tab: 2 } });
    const given = window.acquireVsCodeApi?.();
    assert.deepEqual(given?.getState(), { tab: 2 });
    given?.setState({ tab: 3 });
    assert.deepEqual(JSON.parse(JSON.stringify(state)), { panel: page.panelKey, page: { tab: 3 } });
  });
});
