import type { PlotAxes } from '../../protocol/plot.ts';
import { isObject, numberOf, plainText } from './values.ts';

/** Labels and domains from tfjs-vis's options. `zoomToFit` leaves the domains to the data, as there. */
export function axesOf(options: unknown, usual: { xLabel?: string; yLabel?: string } = {}): PlotAxes {
  const given = isObject(options) ? options : {};
  const label = (key: 'xLabel' | 'yLabel'): string | undefined => {
    const value = given[key];
    return value === undefined || value === null ? usual[key] : plainText(value);
  };
  const [xLabel, yLabel] = [label('xLabel'), label('yLabel')];
  const isFitted = given['zoomToFit'] === true;
  const xDomain = isFitted ? undefined : domainOf(given['xAxisDomain']);
  const yDomain = isFitted ? undefined : domainOf(given['yAxisDomain']);
  return {
    ...(xLabel === undefined ? {} : { xLabel }),
    ...(yLabel === undefined ? {} : { yLabel }),
    ...(xDomain ? { xDomain } : {}),
    ...(yDomain ? { yDomain } : {}),
  };
}

/** Two different finite numbers, or nothing. */
export function domainOf(value: unknown): [number, number] | undefined {
  if (!Array.isArray(value)) return undefined;
  const [from = NaN, to = NaN] = value.map(numberOf);
  if (!Number.isFinite(from) || !Number.isFinite(to) || from === to) return undefined;
  return from < to ? [from, to] : [to, from];
}
