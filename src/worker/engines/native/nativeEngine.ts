import type { Engine } from '../engine.ts';
import { createTensorFlow } from '../tensorFlow.ts';
import { startNative } from './startNative.ts';

/**
 * TensorFlow's own library, whichever the learner has, through our build of tfjs-node's add-on; on their graphics card
 * where that library finds one. Nothing is downloaded: without a library this engine says so.
 */
export const nativeEngine: Engine = {
  id: 'native',
  start: (context) => startNative(createTensorFlow(), context),
};
