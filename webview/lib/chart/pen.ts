/**
 * What charts draw with: the part of a canvas that they use, so that the same drawing becomes pixels on the screen and
 * paths in an SVG file (`svgPen.ts`). Use a method that is not here, and the compiler asks for it there.
 */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'rect'
  | 'arc'
  | 'closePath'
  | 'stroke'
  | 'fill'
  | 'clip'
  | 'fillRect'
  | 'strokeRect'
  | 'fillText'
  | 'strokeText'
  | 'save'
  | 'restore'
  | 'translate'
  | 'setLineDash'
  | 'strokeStyle'
  | 'fillStyle'
  | 'lineWidth'
  | 'lineJoin'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
> & { measureText(text: string): { width: number } };
