/** One letter an axis. Axes that `...` stands for are digits. */
export type Labels = readonly string[];

export interface EinsumEquation {
  readonly operands: readonly Labels[];
  readonly output: Labels;
}

/**
 * Reads an equation such as `bqhd,bkhd->bhqk` for operands of the given ranks. Spaces are ignored; `...` stands for the
 * leading axes that operands share, aligned from the right.
 *
 * @throws Error with a sentence when the equation does not fit the operands.
 */
export function parseEinsumEquation(equation: string, ranks: readonly number[]): EinsumEquation {
  const fail = (why: string): never => {
    throw new Error(`einsum '${equation}': ${why}.`);
  };
  const [left = '', right, ...rest] = equation.replaceAll(/\s/g, '').split('->');
  if (right === undefined || rest.length > 0) return fail('write it with one arrow, for example ij,jk->ik');
  const terms = left.split(',');
  if (terms.length !== ranks.length) {
    fail(`it names ${terms.length} tensors, but ${ranks.length} were given`);
  }
  const hidden = terms.map((term, i) => {
    const letters = term.replace('...', '').length;
    const count = (ranks[i] ?? 0) - letters;
    if (term.includes('...') ? count < 0 : count !== 0) {
      fail(`'${term}' does not fit a tensor with ${ranks[i] ?? 0} dimensions`);
    }
    return count;
  });
  const most = Math.max(0, ...hidden);
  if (most > 10) fail('... can stand for ten axes at most');
  const digits = Array.from({ length: most }, (_, i) => String(i));
  const expand = (term: string, count: number): Labels => {
    const at = term.indexOf('...');
    if (at < 0) return lettersOf(term);
    return [...lettersOf(term.slice(0, at)), ...digits.slice(most - count), ...lettersOf(term.slice(at + 3))];
  };
  const operands = terms.map((term, i) => expand(term, hidden[i] ?? 0));
  const output = expand(right, most);
  if (new Set(output).size < output.length) fail('the output names an axis twice');
  const known = new Set(operands.flat());
  for (const label of [...known, ...output]) {
    if (!/^[A-Za-z0-9]$/.test(label)) fail(`'${label}' is not a letter`);
    if (!known.has(label)) fail(`no tensor has the axis '${label}' of the output`);
  }
  return { operands, output };
}

const lettersOf = (term: string): string[] => Array.from(term);
