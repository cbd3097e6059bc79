import { alarmAdvice, alarmPanelWords, alarmSentence, alarmTitle } from '../../../src/core/words/alarms.ts';
import type { Alarm } from '../../../src/protocol/exhibit.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import { announce } from '../../lib/announce.ts';
import { h } from '../../lib/dom.ts';
import { icon } from '../../lib/icons/icon.ts';
import type { PartView } from '../partView.ts';
import type { RunState } from '../runState.ts';

/** What is probably wrong inside of the network, with what to do about it. Nothing at all while nothing is. */
export function createAlarmsView(): PartView {
  const element = h('section', { class: 'alarms', hidden: true });
  let shown = '';
  let known: number | undefined;
  return {
    element,
    show(state) {
      const { locale } = state;
      const alarms = shownAlarms(state);
      const key = JSON.stringify([locale, alarms]);
      if (key === shown) return;
      shown = key;
      // What was there when the panel opened is no news, and neither is what a scrubber brings back.
      const fresh = known === undefined || state.shownMs !== undefined ? [] : alarms.slice(known);
      known = Math.max(known ?? 0, alarms.length);
      element.hidden = alarms.length === 0;
      element.setAttribute('aria-label', alarmPanelWords.alarms[locale]);
      element.replaceChildren(
        h(
          'ul',
          { class: 'alarms-list' },
          alarms.map((alarm) => alarmItem(alarm, locale)),
        ),
      );
      for (const alarm of fresh) announce(`${alarmTitle(alarm, locale)}. ${alarmSentence(alarm, locale)}`);
    },
  };
}

/** A loss that ended the run is told by the ending already, with more about where it began. */
function shownAlarms(state: RunState): Alarm[] {
  const isTold = state.header.ending?.kind === 'diverged';
  return state
    .exhibits('alarm')
    .map(({ exhibit }) => exhibit)
    .filter(({ code }) => !isTold || (code !== 'loss-not-finite' && code !== 'gradient-not-finite'));
}

function alarmItem(alarm: Alarm, locale: Locale): HTMLElement {
  return h('li', { class: 'alarm' }, [
    icon('warning', { class: 'alarm-icon' }),
    h('div', { class: 'alarm-text' }, [
      h('p', {}, [
        h('strong', {}, alarmTitle(alarm, locale)),
        h('span', { class: 'muted' }, ` ${placeOf(alarm, locale)}`),
      ]),
      h('p', {}, `${alarmSentence(alarm, locale)} ${alarmAdvice(alarm, locale)}`),
    ]),
  ]);
}

/** The layer and the moment, as far as they are known. */
function placeOf({ layer, at }: Alarm, locale: Locale): string {
  return [
    ...(layer === undefined ? [] : [fill(alarmPanelWords.inLayer[locale], { layer })]),
    ...(at.epoch !== undefined
      ? [fill(alarmPanelWords.afterEpoch[locale], { epoch: at.epoch })]
      : at.updates !== undefined
        ? [fill(alarmPanelWords.atUpdate[locale], { updates: at.updates })]
        : []),
  ].join(' · ');
}
