const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Brings what people type to plain ASCII arithmetic: full-width digits and signs, CJK punctuation, typographic
 * operators, superscripts and fractions such as `½`.
 */
export function plainNumberText(text: string): string {
  return (
    text
      // Before NFKC, which would turn 28² into 282 and 1½ into 11/2.
      .replace(/⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/gu, (run) => `^(${fromSuperscript(run)})`)
      .replace(/[¼-¾⅐-⅞]/gu, (fraction) => `(${fraction.normalize('NFKC')})`)
      .normalize('NFKC')
      .replace(/[−–—‐‑﹣]/gu, '-')
      .replace(/[×✕✖·⋅∙•∗]/gu, '*')
      .replace(/[÷⁄∕]/gu, '/')
      .replace(/[。]/gu, '.')
      .replace(/[、]/gu, ',')
      .replace(/[【〔「［]/gu, '(')
      .replace(/[】〕」］]/gu, ')')
      .replace(/\*\*/gu, '^')
      .replace(/(?<=[\d)%]\s*)[xX](?=\s*[\d(.+-])/gu, '*')
      .trim()
  );
}

function fromSuperscript(run: string): string {
  return run.replace(/./gu, (char) => (char === '⁻' ? '-' : String(superscripts.indexOf(char))));
}
