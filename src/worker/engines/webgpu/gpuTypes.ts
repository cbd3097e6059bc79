/*
 * The part of WebGPU (https://www.w3.org/TR/webgpu) that this engine uses, as Dawn's Node add-on provides it. The published
 * declarations are older than the add-on and bring names of the browser into every file.
 */

export interface GpuAdapterInfo {
  /** `nvidia`, `amd`, `intel`, `apple`, …; lower case, words joined by hyphens. */
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  /** The driver and its version. */
  readonly description: string;
  /** True for an adapter of type CPU: a renderer in software. */
  readonly isFallbackAdapter?: boolean;
}

/** Sizes in bytes, counts otherwise. */
export type GpuLimits = Readonly<Record<string, number>>;

export interface GpuAdapter {
  readonly info: GpuAdapterInfo;
  readonly features: ReadonlySet<string>;
  readonly limits: GpuLimits;
  requestDevice(descriptor: {
    requiredFeatures: string[];
    requiredLimits: Record<string, number>;
  }): Promise<GpuDevice>;
}

export interface Gpu {
  requestAdapter(options: { powerPreference: 'high-performance' }): Promise<GpuAdapter | null>;
}

export interface GpuBuffer {
  readonly size: number;
  readonly usage: number;
  readonly mapState: 'unmapped' | 'pending' | 'mapped';
  mapAsync(mode: number): Promise<void>;
  getMappedRange(): ArrayBuffer;
  unmap(): void;
  destroy(): void;
}

export interface GpuCommandEncoder {
  copyBufferToBuffer(
    source: GpuBuffer,
    sourceOffset: number,
    target: GpuBuffer,
    offset: number,
    size: number,
  ): void;
}

export interface GpuErrorEvent {
  /** `GPUValidationError`, `GPUOutOfMemoryError` or `GPUInternalError`. */
  readonly error: { readonly message: string };
  preventDefault?(): void;
}

export interface GpuDevice {
  readonly limits: GpuLimits;
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  createBuffer(descriptor: { size: number; usage: number; mappedAtCreation?: boolean }): GpuBuffer;
  addEventListener(type: 'uncapturederror', listener: (event: GpuErrorEvent) => void): void;
  destroy(): void;
}

/** Bits of `GPUBufferUsage` and `GPUMapMode`. */
export const gpuBits = { mapRead: 0x0001, copyTarget: 0x0008, storage: 0x0080, mapModeRead: 0x0001 } as const;
