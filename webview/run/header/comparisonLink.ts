import { compareWords } from '../../../src/core/words/compare.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { button } from '../../lib/controls.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';
import type { MenuItem } from '../../lib/menuButton.ts';

/** What leads from this run to others. */
export function comparisonItems(actions: RunActions, locale: Locale): MenuItem[] {
  const words = createWords(compareWords, locale);
  return [
    { label: words('runSeeds'), onClick: () => void actions.runSeeds() },
    { label: words('compareRuns'), onClick: () => void actions.compare(false) },
  ];
}

/** A run that is one of several seeds says so by a way to all of them. */
export function createComparisonLink(actions: RunActions, locale: Locale): PartView {
  const element = button({
    icon: 'graph-line',
    label: createWords(compareWords, locale)('showBand'),
    onClick: () => void actions.compare(true),
  });
  return {
    element,
    show: ({ header }) => {
      element.hidden = header.group === undefined;
    },
  };
}
