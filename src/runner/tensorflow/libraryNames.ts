/** How the files of a TensorFlow library are called on one platform. */
export interface LibraryNames {
  /** Files that hold the C API, relative to the library's folder: an unpacked archive's, or a Python package's. */
  main: readonly string[];
  /** The second file that `main` loads. Windows has everything in one. */
  framework?: string;
  /** The names our add-on asks the dynamic linker for. */
  linkMain: string;
}

const linux: LibraryNames = {
  // A Python package of 2.9 or newer calls it `_cc`; it has the whole C API.
  main: ['libtensorflow_cc.so.2', 'libtensorflow.so.2'],
  framework: 'libtensorflow_framework.so.2',
  linkMain: 'libtensorflow.so.2',
};

const darwin: LibraryNames = {
  main: ['libtensorflow_cc.2.dylib', 'libtensorflow.2.dylib'],
  framework: 'libtensorflow_framework.2.dylib',
  linkMain: 'libtensorflow.2.dylib',
};

const win32: LibraryNames = {
  main: ['tensorflow.dll', 'python/_pywrap_tensorflow_internal.pyd'],
  linkMain: 'tensorflow.dll',
};

export function libraryNames(platform: NodeJS.Platform): LibraryNames {
  if (platform === 'darwin') return darwin;
  return platform === 'win32' ? win32 : linux;
}
