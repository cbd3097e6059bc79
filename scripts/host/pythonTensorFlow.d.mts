export interface PythonTensorFlow {
  /** The package, which holds `libtensorflow_cc.so.2`. */
  folder: string;
  /** `2.21.0` */
  version: string;
}

export const TENSORFLOW_REQUIREMENT: string;

export function pythonTensorFlow(): Promise<PythonTensorFlow | { reason: string }>;
