import type { TrainingModuleFailure } from './trainingModule.ts';

/** What was registered, for the engine's status line and for tests. */
export interface RegisteredKernels {
  /** 'simd': our training module; 'composed': only what was missing, built from published kernels. */
  readonly variant: 'simd' | 'composed';
  /** Why the variant is 'composed': asked for, no binary given, or the module cannot run here. */
  readonly reason?: 'requested' | 'no-binary' | TrainingModuleFailure;
  /** Threads our kernels compute on. */
  readonly threadCount: number;
  /** Kernels replaced or added, by tfjs name. */
  readonly kernelNames: readonly string[];
  /** Bytes held in the tfjs heap beyond tensors (scratch memory). */
  heldBytes(): number;
  /** Restores the published kernels and frees scratch memory; ends the other threads. */
  dispose(): void;
}
