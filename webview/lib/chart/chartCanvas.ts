/** A canvas that keeps one unit to a CSS pixel on any screen. */
export interface ChartCanvas {
  readonly element: HTMLCanvasElement;
  /** A cleared context, or nothing while the canvas has no size. */
  begin(width: number, height: number): CanvasRenderingContext2D | undefined;
}

export function createChartCanvas(className: string): ChartCanvas {
  const element = document.createElement('canvas');
  element.className = className;
  element.setAttribute('aria-hidden', 'true');
  const context = element.getContext('2d');
  return {
    element,
    begin(width, height) {
      if (!context || width <= 0 || height <= 0) return undefined;
      const density = window.devicePixelRatio || 1;
      const [columns, rows] = [Math.round(width * density), Math.round(height * density)];
      if (element.width !== columns || element.height !== rows) {
        element.width = columns;
        element.height = rows;
      }
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(0, 0, width, height);
      return context;
    },
  };
}
