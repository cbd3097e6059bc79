import { workerData } from 'node:worker_threads';
import { webAssembly } from '../webAssembly.ts';
import { createCallBoard, serveCalls } from './callBoard.ts';
import { kernelFunctionsOf } from './kernelFunctions.ts';
import type { KernelThreadData } from './kernelThreads.ts';

/* A thread that does nothing but run calls of the training module; it never returns to its event loop. */
const { module, memory, board, thread } = workerData as KernelThreadData;
const { exports } = new webAssembly.Instance(module, { env: { memory } });
serveCalls(createCallBoard(board), kernelFunctionsOf(exports).functions, thread);
