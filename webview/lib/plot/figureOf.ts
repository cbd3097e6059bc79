import type { Locale } from '../../../src/protocol/locale.ts';
import type { Plot } from '../../../src/protocol/plot.ts';
import { barFigure, histogramFigure } from './barFigure.ts';
import { heatmapFigure } from './heatmapFigure.ts';
import { imagesFigure } from './imagesFigure.ts';
import type { PlotFigure } from './plotFigure.ts';
import { xyFigure } from './xyFigure.ts';

/** What of a plot is drawn on a canvas; undefined for words and tables. */
export function figureOf(plot: Plot, locale: Locale): PlotFigure | undefined {
  switch (plot.type) {
    case 'line':
    case 'scatter':
      return xyFigure(plot);
    case 'bar':
      return barFigure(plot);
    case 'histogram':
      return histogramFigure(plot, locale);
    case 'heatmap':
      return heatmapFigure(plot, locale);
    case 'images':
      return imagesFigure(plot, locale);
    case 'table':
    case 'text':
    case 'refused':
    case 'superseded':
      return undefined;
  }
}
