import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanceOf } from '../../../src/core/samples/balance.ts';

const level = (length: number, value: (index: number) => number): Float32Array =>
  Float32Array.from({ length }, (_, index) => value(index));

test('too few updates say nothing', () => {
  assert.equal(
    balanceOf(
      level(9, () => 1),
      level(100, () => 1),
    ),
    undefined,
  );
});

test('who wins', () => {
  const balance = balanceOf(
    level(500, (index) => 1 + index * 0.01),
    level(500, () => 0.02),
  );
  assert.equal(balance?.verdict, 'discriminator-wins');
  assert.equal(balance?.generatorTrend, 'steady', '5.7 after 5.2 is less than a fifth more');
  assert.equal(
    balanceOf(
      level(100, (index) => 0.5 + index * 0.06),
      level(100, () => 0.01),
    )?.generatorTrend,
    'steady',
  );
  assert.equal(
    balanceOf(
      level(50, (index) => 1.1 ** index),
      level(50, () => 0.01),
    )?.generatorTrend,
    'rising',
  );
  assert.equal(
    balanceOf(
      level(100, () => 0.1),
      level(100, () => 1.5),
    )?.verdict,
    'generator-wins',
  );
  // Both guess: ln 2 and 2 ln 2.
  assert.equal(
    balanceOf(
      level(100, () => Math.LN2),
      level(100, () => 2 * Math.LN2),
    )?.verdict,
    'balanced',
  );
});

test('single outliers do not decide, and short lead is no victory', () => {
  const spiky = level(200, (index) => (index % 20 === 19 ? 50 : 0.8));
  assert.equal(
    balanceOf(
      spiky,
      level(200, () => 0.6),
    )?.verdict,
    'balanced',
  );
});

test('losses of a Wasserstein critic get no verdict, and losses that are no numbers are said', () => {
  assert.equal(
    balanceOf(
      level(100, () => -3),
      level(100, () => 0.1),
    )?.verdict,
    'unknown',
  );
  assert.equal(
    balanceOf(
      level(100, (index) => (index > 95 ? NaN : 1)),
      level(100, () => 1),
    )?.verdict,
    'not-finite',
  );
  assert.equal(
    balanceOf(
      level(100, () => 1),
      level(100, () => Infinity),
    )?.verdict,
    'not-finite',
  );
});
