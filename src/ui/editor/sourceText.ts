/** 0-based line on which `name` is exported, or `undefined` when it is not. */
export function exportLine(source: string, name: string): number | undefined {
  const escaped = name.replace(/[$]/g, '\\$&');
  const declared = new RegExp(
    `^[ \\t]*export\\s+(?:default\\s+)?(?:async\\s+)?(?:function\\s*\\*?|const|let|var|class)\\s+${escaped}(?![\\w$])`,
    'm',
  );
  const listed = new RegExp(`^[ \\t]*export\\s*\\{[^}]*(?<![\\w$])${escaped}(?![\\w$])`, 'm');
  const found = declared.exec(source) ?? listed.exec(source);
  return found ? lineAt(source, found.index) : undefined;
}

/** Where the lenses of a program stand: its first exported name that is there, else its first line. */
export function lensLine(source: string, names: readonly string[]): number {
  for (const name of names) {
    const line = exportLine(source, name);
    if (line !== undefined) return line;
  }
  return 0;
}

/** Whether a file is a TensorFlow.js program: it imports one of the packages that resolve to the running engine. */
export function isTfProgram(source: string): boolean {
  return /(?:\bfrom|\brequire\(|\bimport\(?)\s*['"]@tensorflow\/tfjs(?:-node|-node-gpu)?['"]/.test(source);
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length - 1;
}
