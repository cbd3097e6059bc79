import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkTargetOf, pictureAddress, slugOf } from '../../../webview/lib/markdown/links.ts';

test('links lead to the web, to a section or to a lesson', () => {
  assert.deepEqual(linkTargetOf('https://example.org/a?b=1#c'), {
    kind: 'web',
    href: 'https://example.org/a?b=1#c',
  });
  assert.deepEqual(linkTargetOf('HTTP://example.org'), { kind: 'web', href: 'http://example.org/' });
  assert.deepEqual(linkTargetOf('#key-points'), { kind: 'section', slug: 'key-points' });
  assert.deepEqual(linkTargetOf('#%E5%8D%B7%E7%A9%8D'), { kind: 'section', slug: '卷積' });
  assert.deepEqual(linkTargetOf('#100%'), { kind: 'section', slug: '100%' });
  assert.deepEqual(linkTargetOf('lesson:pooling-1'), { kind: 'lesson', lessonId: 'pooling-1' });
});

test('every other link is inert', () => {
  for (const href of [
    '',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'file:///etc/passwd',
    'command:workbench.action.quit',
    'vscode://ext/do',
    'mailto:a@example.org',
    '//example.org/a',
    '/etc/passwd',
    'other.md',
    'http://',
    'https://bank.example@evil.example/',
    'lesson:../../x',
    'lesson:a b',
  ])
    assert.deepEqual(linkTargetOf(href), { kind: 'inert' }, href);
});

test('pictures stay at the origin of their pack', () => {
  const base = 'https://file+.vscode-resource.vscode-cdn.net/packs/a/lesson';
  assert.equal(pictureAddress('slide.svg', base), `${base}/slide.svg`);
  assert.equal(pictureAddress('img/a b.png', `${base}/`), `${base}/img/a%20b.png`);
  assert.equal(
    pictureAddress('../media/x.png', base),
    'https://file+.vscode-resource.vscode-cdn.net/packs/a/media/x.png',
  );
  for (const path of [
    'https://example.org/x.png',
    '//example.org/x.png',
    '/x.png',
    '\\\\example.org\\x.png',
    'data:image/svg+xml,<svg/>',
    'javascript:x',
    'file:///x.png',
    'a\\b.png',
  ])
    assert.equal(pictureAddress(path, base), undefined, path);
  assert.equal(pictureAddress('slide.svg', ''), undefined);
});

test('headings are addressed in any script', () => {
  assert.equal(slugOf('  The same layer, three ways! '), 'the-same-layer-three-ways');
  assert.equal(slugOf('卷積核：在圖片上 滑動'), '卷積核在圖片上-滑動');
});
