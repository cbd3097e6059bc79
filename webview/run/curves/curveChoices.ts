import type { ChartAxis } from '../../lib/chart/chartModel.ts';

/** How a person wants the curves drawn. The panel remembers it. */
export interface CurveChoices {
  smoothing: number;
  isLog: boolean;
  showsPrevious: boolean;
  /** `auto`: by epoch where there are epochs, else by batch. */
  xAxis: ChartAxis | 'auto';
  isLogX: boolean;
  clips: boolean;
}

export const firstCurveChoices: CurveChoices = {
  smoothing: 0.6,
  isLog: false,
  showsPrevious: true,
  xAxis: 'auto',
  isLogX: false,
  clips: false,
};

/** Only what is of the right type is taken over: an older version may have kept something else. */
export function readCurveChoices(kept: Readonly<Record<string, unknown>>): CurveChoices {
  const flag = (name: 'isLog' | 'showsPrevious' | 'isLogX' | 'clips'): boolean => {
    const value = kept[name];
    return typeof value === 'boolean' ? value : firstCurveChoices[name];
  };
  const { smoothing } = kept;
  const axes = ['auto', 'epoch', 'batch', 'time'] as const;
  return {
    smoothing: typeof smoothing === 'number' ? smoothing : firstCurveChoices.smoothing,
    isLog: flag('isLog'),
    showsPrevious: flag('showsPrevious'),
    xAxis: axes.find((axis) => axis === kept['xAxis']) ?? 'auto',
    isLogX: flag('isLogX'),
    clips: flag('clips'),
  };
}
