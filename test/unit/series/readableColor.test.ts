import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readableColor } from '../../../webview/lib/chart/readableColor.ts';

const parse = (color: string): readonly [number, number, number] | undefined => {
  const [red, green, blue] = (/^#(..)(..)(..)$/.exec(color) ?? []).slice(1).map((part) => parseInt(part, 16));
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue];
};

describe('a theme’s colour on a chart', () => {
  it('is kept where it can be seen', () => {
    assert.equal(readableColor('#3794ff', '#1e1e1e', '#cccccc', parse), 'rgb(55, 148, 255)');
  });

  it('is mixed with the foreground where it would be lost', () => {
    const [red = 0] = (/\d+/.exec(readableColor('#5a2d0c', '#1e1e1e', '#cccccc', parse)) ?? []).map(Number);
    assert.ok(red > 0x5a && red < 0xcc, `${red}`);
  });

  it('is left alone where it cannot be read', () => {
    assert.equal(
      readableColor('color(display-p3 1 0 0)', '#ffffff', '#000000', parse),
      'color(display-p3 1 0 0)',
    );
  });
});
