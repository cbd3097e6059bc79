/** A file that is fetched as it is and pinned by its checksum. */
interface PinnedFile {
  id: string;
  platform: NodeJS.Platform;
  arch: string;
  version: string;
  sha256: string;
  /** SPDX identifier. */
  licence: string;
  /** Exact where it is known; else the host is asked before anything is fetched. */
  downloadBytes?: number;
  /** Of the libraries; estimated from the download where it is not known. */
  diskBytes?: number;
}

/** A wheel that pip downloads from whatever index this person's pip uses. */
export interface WheelRuntime extends PinnedFile {
  kind: 'wheel';
  project: string;
  /** Of the wheel, whichever Python runs pip: only its shared libraries are used. */
  pythonVersion: string;
  platformTag: string;
}

/** An archive of the TensorFlow project's own download host. */
export interface ArchiveRuntime extends PinnedFile {
  kind: 'archive';
  url: string;
}

export type Runtime = WheelRuntime | ArchiveRuntime;

const host = 'https://storage.googleapis.com/tensorflow/versions';
const licence = 'Apache-2.0';

/**
 * What *Install TensorFlow Runtime* can fetch, the preferred one of a platform first.
 *
 * Where the checksums come from: the wheel was fetched with pip and hashed. The TensorFlow project publishes its archives
 * (tensorflow.org/install/lang_c) without checksums; those here are pinned, equal to each other, by independent projects
 * that build on them, among them the Go bindings `wamuir/graft` for Linux and macOS. A checksum that nobody confirms is
 * no entry.
 */
export const runtimes: readonly Runtime[] = [
  {
    id: 'wheel-2.21.0-linux-x64',
    kind: 'wheel',
    platform: 'linux',
    arch: 'x64',
    version: '2.21.0',
    project: 'tensorflow-cpu',
    pythonVersion: '3.11',
    platformTag: 'manylinux_2_27_x86_64',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    downloadBytes: 273_829_956,
    diskBytes: 853_775_914,
    licence,
  },
  {
    id: 'archive-2.18.0-linux-x64',
    kind: 'archive',
    platform: 'linux',
    arch: 'x64',
    version: '2.18.0',
    url: `${host}/2.18.0/libtensorflow-cpu-linux-x86_64.tar.gz`,
    sha256: '605bfcb370c7e7ec981eabada880f60784e3de018395be95c95c3e5592c3d9a2',
    licence,
  },
  {
    id: 'archive-2.18.0-darwin-arm64',
    kind: 'archive',
    platform: 'darwin',
    arch: 'arm64',
    version: '2.18.0',
    url: `${host}/2.18.0/libtensorflow-cpu-darwin-arm64.tar.gz`,
    sha256: '462257d2792730dcb131fcf21bc826192ae5a2c418535f6347d051f10fc8be8a',
    licence,
  },
  {
    id: 'archive-2.16.2-darwin-x64',
    kind: 'archive',
    platform: 'darwin',
    arch: 'x64',
    // The last one that was built for Macs with an Intel processor.
    version: '2.16.2',
    url: `${host}/2.16.2/libtensorflow-cpu-darwin-x86_64.tar.gz`,
    sha256: '26b17967afbe99ef89c16f59b366d62b14c55c5c583af6e70aed8c3b3147ee9f',
    licence,
  },
  {
    id: 'archive-2.18.1-win32-x64',
    kind: 'archive',
    platform: 'win32',
    arch: 'x64',
    version: '2.18.1',
    url: `${host}/2.18.1/libtensorflow-cpu-windows-x86_64.zip`,
    sha256: '28acdcea6c6b34828cf0e95e67802b0f3577d51bc2e8915de811b7aa0b04452d',
    licence,
  },
];
