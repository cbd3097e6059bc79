import type { OpAttribute } from '../loadAddon.ts';

/** TensorFlow's numbers of the element types that our kernels name (TF_DataType of its C interface). */
export const elementType = { float32: 1, int32: 3, int64: 9 } as const;

/** Attributes of TensorFlow operations, with the numbers of TF_AttrType. */
export const attribute = {
  text: (name: string, value: string | string[]): OpAttribute => ({ name, type: 0, value }),
  int: (name: string, value: number | number[]): OpAttribute => ({ name, type: 1, value }),
  float: (name: string, value: number): OpAttribute => ({ name, type: 2, value }),
  bool: (name: string, value: boolean): OpAttribute => ({ name, type: 3, value }),
  type: (name: string, value: number | number[]): OpAttribute => ({ name, type: 4, value }),
};
