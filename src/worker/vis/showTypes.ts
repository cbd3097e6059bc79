/** Where and how `show` draws. */
export interface ShowOptions {
  /** Of the card; each line of the program has one of its own if left out. */
  name?: string;
  tab?: string;
  /** Otherwise `show` chooses by the value. */
  as?: 'image' | 'heatmap' | 'table' | 'text' | 'line' | 'bar';
}

/**
 * Draws a value in the Plots tab: pictures ([h, w], [h, w, 1 or 3], [n, h, w, 1 or 3]), matrices as heatmaps, lists of
 * numbers as charts, lists of objects as tables, anything else as text.
 *
 * ```ts
 * show(images.slice([0, 0, 0, 0], [16, 28, 28, 1]), { name: 'First digits' });
 * ```
 */
export type ShowValue = (value: unknown, options?: string | ShowOptions) => void;
