import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { glyphs } from '../../../webview/lib/icons/glyphs.ts';

test('every icon has the code point of the installed font', () => {
  const css = readFileSync(join(process.cwd(), 'node_modules/@vscode/codicons/dist/codicon.css'), 'utf8');
  for (const [name, glyph] of Object.entries(glyphs)) {
    const code = glyph.charCodeAt(0).toString(16);
    assert.ok(css.includes(`.codicon-${name}:before { content: "\\${code}" }`), name);
  }
});
