/** A file name without what some file system refuses. */
export function fileNameOf(...parts: (string | number)[]): string {
  return parts
    .join('-')
    .replace(/[\\/:*?"<>|\s#]+/g, '-')
    .replace(/-{2,}/g, '-');
}
