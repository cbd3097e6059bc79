import type { DerivativeCase } from './derivativeCase.ts';
import { at, build, sumOver } from './float64.ts';

const lengths: Readonly<Record<string, number>> = { a: 2, b: 2, d: 3, h: 2, i: 3, j: 4, k: 2, q: 3, s: 4 };

/** Equations of every kind: products, batches, outer products, traces, sums, several tensors. */
const equations = [
  'ij,jk->ik',
  'ij,jk->ki',
  'bij,bjk->bik',
  'bij,jk->bik',
  'bij,jhk->bhik',
  'bqhd,bshd->bhqs',
  'bhqs,bshd->bqhd',
  'ij,ij->ij',
  'ij,ij->i',
  'ij,ij->',
  'i,j->ij',
  'ij,kq->ikjq',
  'ij->ji',
  'ij->j',
  'ij->',
  'ij,k->i',
  'ii->i',
  'ii->',
  'iij,jk->ik',
  'ij,jk,kd->id',
  'i,ij,j->',
  'b,bi,bj,bk->ijk',
];

/** An einsum by its definition: a sum over every letter. */
function einsumCase(equation: string, written = equation): DerivativeCase {
  const [left = '', output = ''] = equation.split('->');
  const terms = left.split(',');
  const letters = [...new Set(left.replaceAll(',', ''))];
  const summed = letters.filter((letter) => !output.includes(letter));
  const shapeOf = (labels: readonly string[]) => labels.map((letter) => lengths[letter]!);
  return {
    name: `einsum ${written}`,
    shapes: terms.map((term) => shapeOf(Array.from(term))),
    run: (tf, ...inputs) => tf.einsum(written, ...inputs),
    reference: (...inputs) =>
      build(shapeOf(Array.from(output)), (index) =>
        sumOver(shapeOf(summed), (inner) => {
          const value = (letter: string) =>
            output.includes(letter) ? index[output.indexOf(letter)]! : inner[summed.indexOf(letter)]!;
          return terms.reduce((product, term, i) => product * at(inputs[i]!, Array.from(term, value)), 1);
        }),
      ),
  };
}

export const einsumCases: readonly DerivativeCase[] = [
  ...equations.map((equation) => einsumCase(equation)),
  einsumCase('bhij,bhjk->bhik', '...ij,...jk->...ik'),
  einsumCase('bij,jk->bik', '...j,jk->...k'),
  einsumCase('bi->bi', '... -> ...'),
];
