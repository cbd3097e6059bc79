/** A canvas on a plain background as a PNG file. */
export async function canvasPicture(canvas: HTMLCanvasElement, background: string): Promise<Uint8Array> {
  const picture = document.createElement('canvas');
  picture.width = Math.max(1, canvas.width);
  picture.height = Math.max(1, canvas.height);
  const context = picture.getContext('2d');
  if (context) {
    context.fillStyle = background;
    context.fillRect(0, 0, picture.width, picture.height);
    if (canvas.width > 0 && canvas.height > 0) context.drawImage(canvas, 0, 0);
  }
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, 'image/png'));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : new Uint8Array();
}
