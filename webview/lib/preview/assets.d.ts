/** Previews bundle texts with esbuild's `text` loader. */
declare module '*.md' {
  const text: string;
  export default text;
}
