/*
 * How the dynamic linkers and TensorFlow say that a library is not there:
 *   Could not load dynamic library 'libcudart.so.11.0'; dlerror: libcudart.so.11.0: cannot open shared object file
 *   error while loading shared libraries: libcudnn.so.8: cannot open shared object file: No such file or directory
 *   Library not loaded: @rpath/libtensorflow.2.dylib
 *   Could not load dynamic library 'cudnn64_8.dll'; dlerror: cudnn64_8.dll not found
 */
const library = String.raw`[\w.+-]+\.(?:so(?:\.\d+)*|dylib|dll)`;
const sayings = [
  new RegExp(`dynamic library '(${library})'`, 'g'),
  new RegExp(`(${library}): cannot open shared object file`, 'g'),
  new RegExp(`Library not loaded: (?:\\S*/)?(${library})`, 'g'),
  new RegExp(`(${library}) not found`, 'g'),
];

/** Names of the libraries that native code did not find, each once, in the order they were missed. */
export function missingLibraries(messages: string): string[] {
  const found = sayings.flatMap((saying) => [...messages.matchAll(saying)]);
  const names = found
    .toSorted((one, other) => one.index - other.index)
    .map(([, name]) => name)
    .filter((name) => name !== undefined);
  return [...new Set(names)];
}
