export interface PythonPackage {
  python: string;
  env: { PYTHONPATH: string };
  /** Holds the package and all it needs; empty when the interpreter has it by itself. */
  folder: string;
}

export function pythonPackage(
  importName: string,
  requirement: string,
): Promise<PythonPackage | { reason: string }>;
