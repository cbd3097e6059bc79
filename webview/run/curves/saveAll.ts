import { seriesCsv } from '../../../src/core/series/seriesCsv.ts';
import { curveWords } from '../../../src/core/words/curves.ts';
import { type ChartSheet, sheetsPng, sheetsSvg } from '../../lib/chart/chartSheet.ts';
import { showFailureBar } from '../../lib/failureBar.ts';
import type { MenuItem } from '../../lib/menuButton.ts';
import { createWords } from '../../lib/words.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { RunActions } from '../runActions.ts';
import type { RunState } from '../runState.ts';
import { fileNameOf } from './fileNameOf.ts';

/** A row is some fifty characters; the host takes files of up to 64 MB. */
const rowsAtMost = 1_200_000;

/** What the panel's menu offers for all curves together. */
export function saveAllItems(state: RunState, actions: RunActions, sheets: () => ChartSheet[]): MenuItem[] {
  const words = createWords(curveWords, state.locale);
  const name = fileNameOf(state.header.title, state.header.number, 'curves');
  return [
    {
      label: words('saveAllPng'),
      onClick: () => void sheetsPng(sheets()).then((png) => actions.save(`${name}.png`, png)),
    },
    {
      label: words('saveAllSvg'),
      onClick: () => void actions.save(`${name}.svg`, sheetsSvg(sheets())),
    },
    {
      label: words('saveAllCsv'),
      onClick: () => {
        if (state.series.pointCount > rowsAtMost)
          showFailureBar(words('csvTooLarge'), createWords(runWords, state.locale)('close'));
        else void actions.save(`${name}.csv`, seriesCsv(state.series.all()));
      },
    },
  ];
}
