import { findingKey } from '../../../src/core/diagnosis/diagnose.ts';
import type { Finding } from '../../../src/core/diagnosis/finding.ts';
import { findingText, findingTitle } from '../../../src/core/diagnosis/findingText.ts';
import { thresholds } from '../../../src/core/diagnosis/thresholds.ts';
import { placeOf } from '../../../src/core/series/curveSentence.ts';
import { seriesName } from '../../../src/core/series/metricName.ts';
import { diagnosisWords } from '../../../src/core/words/diagnosis.ts';
import type { ConceptLesson } from '../../../src/protocol/conceptLesson.ts';
import { fill } from '../../../src/protocol/locale.ts';
import type { Client } from '../../../src/protocol/peer.ts';
import type { RunSurface } from '../../../src/protocol/runSurface.ts';
import { announce } from '../../lib/announce.ts';
import { h } from '../../lib/dom.ts';
import { keepFocus } from '../../lib/keepFocus.ts';
import { setText } from '../../lib/setText.ts';
import type { CurveFocus } from '../curves/curveFocus.ts';
import type { PartView } from '../partView.ts';
import type { RunState } from '../runState.ts';
import { createFindingCard, type FindingCard, lessonFor } from './findingCard.ts';
import { lookingTime, recordedState } from './recordedState.ts';
import { createSteadyFindings } from './steadyFindings.ts';

export interface DiagnosisOptions {
  client: Client<RunSurface>;
  focus: CurveFocus;
  /** Something changed without news from the host. */
  onDidChange: () => void;
}

/** "What the curves say": at most three findings above the curves, most important first. Hidden while there is none. */
export function createDiagnosisView(options: DiagnosisOptions): PartView {
  return new DiagnosisView(options);
}

class DiagnosisView implements PartView {
  readonly element: HTMLElement;
  readonly #options: DiagnosisOptions;
  readonly #heading = h('h2', { class: 'part-title', id: 'diagnosis-title' });
  readonly #list = h('ul', { class: 'findings' });
  readonly #cards = new Map<string, FindingCard>();
  readonly #announced = new Set<string>();
  readonly #dismissed = new Set<string>();
  #steady = createSteadyFindings();
  #lessons: readonly ConceptLesson[] = [];
  #findings: readonly Finding[] = [];
  #state: RunState | undefined;
  #lookedAt = '';
  #drawn = '';
  /** What is there when a panel opens is read when a person gets there; what appears later is announced. */
  #isFirstLook = true;

  constructor(options: DiagnosisOptions) {
    this.#options = options;
    this.element = h('section', { class: 'diagnosis', 'aria-labelledby': 'diagnosis-title', hidden: true }, [
      this.#heading,
      this.#list,
    ]);
    void this.#askContext();
  }

  show(state: RunState): void {
    if (this.#state !== state) this.#lookedAt = '';
    this.#state = state;
    setText(this.#heading, diagnosisWords.heading[state.locale]);
    if (state.isOpening) return;
    const time = lookingTime(state);
    if (time !== this.#lookedAt) {
      this.#lookedAt = time;
      this.#findings = this.#steady.look(recordedState(state));
    }
    this.#draw(state);
  }

  async #askContext(): Promise<void> {
    try {
      const { lessons, dismissed } = await this.#options.client.request('diagnosisContext', undefined);
      this.#lessons = lessons;
      for (const key of dismissed) this.#dismissed.add(key);
      // Cards are built with their lesson.
      this.#cards.clear();
      this.#drawn = '';
      this.#options.onDidChange();
    } catch {
      // Without lessons and without what was dismissed, findings still stand.
    }
  }

  #draw(state: RunState): void {
    const shown = this.#findings
      .filter((finding) => !this.#dismissed.has(findingKey(finding)))
      .slice(0, thresholds.shownAtMost);
    const hasModels = new Set(state.series.all().map(({ info }) => info.model)).size > 1;
    for (const finding of shown) {
      const key = findingKey(finding);
      const card = this.#cards.get(key) ?? this.#createCard(finding, state, hasModels);
      this.#cards.set(key, card);
      card.update(finding, classNamesOf(state, finding));
      this.#announce(finding, state, hasModels);
    }
    this.#isFirstLook = false;
    const order = shown.map(findingKey).join();
    if (order === this.#drawn) return;
    this.#drawn = order;
    keepFocus(this.#list, () =>
      this.#list.replaceChildren(...shown.flatMap((one) => this.#cards.get(findingKey(one))?.element ?? [])),
    );
    this.element.hidden = shown.length === 0;
  }

  #createCard(finding: Finding, state: RunState, hasModels: boolean): FindingCard {
    return createFindingCard(finding, {
      locale: state.locale,
      hasModels,
      lesson: lessonFor(finding, this.#lessons),
      onShow: () => this.#showOnCurve(findingKey(finding)),
      onOpenLesson: (lessonId) => this.#tell('openLesson', { lessonId }),
      onDismiss: () => this.#dismiss(finding),
    });
  }

  /** The place of the latest look: it moves while the run goes on. */
  #showOnCurve(key: string): void {
    const finding = this.#findings.find((one) => findingKey(one) === key);
    const state = this.#state;
    if (!finding?.place || !state) return;
    const { place, model } = finding;
    this.#options.focus.show({ ...place, model });
    const series = state.series
      .all()
      .find(
        ({ info }) =>
          info.model === model &&
          info.metric === place.metric &&
          info.split === place.split &&
          info.scale === place.scale,
      );
    if (!series) return;
    const at = (step: number): string => placeOf(series, series.nearestIndex(step), state.locale);
    const curve = seriesName(place, state.locale);
    announce(
      fill(diagnosisWords.shownRange[state.locale], {
        curve,
        from: at(place.fromStep),
        to: at(place.toStep),
      }),
    );
  }

  #dismiss(finding: Finding): void {
    const key = findingKey(finding);
    this.#dismissed.add(key);
    this.#tell('dismissFinding', { finding: key });
    this.#options.focus.show(undefined);
    this.#options.onDidChange();
  }

  #tell<K extends 'openLesson' | 'dismissFinding'>(
    name: K,
    params: RunSurface['requests'][K]['params'],
  ): void {
    // A lesson that has gone, or a store that is full, is no reason to disturb.
    this.#options.client.request(name, params).catch(() => undefined);
  }

  #announce(finding: Finding, state: RunState, hasModels: boolean): void {
    const key = findingKey(finding);
    if (this.#announced.has(key)) return;
    this.#announced.add(key);
    if (this.#isFirstLook) return;
    const { evidence, advice } = findingText(finding, state.locale, classNamesOf(state, finding));
    announce([findingTitle(finding, state.locale, hasModels), evidence, advice].join('\n'));
  }
}

function classNamesOf(state: RunState, { model }: Finding): readonly string[] {
  return (
    state.latestEvaluations().findLast(({ evaluation }) => evaluation.model === model)?.evaluation
      .classNames ?? []
  );
}
