import { messageOf } from '../../src/base/assert.ts';
import { quizWords } from '../../src/core/words/quiz.ts';
import type { Client } from '../../src/protocol/peer.ts';
import type { ItemResult } from '../../src/protocol/quiz.ts';
import type { QuizItemView, QuizSnapshot, QuizSurface } from '../../src/protocol/quizSurface.ts';
import { announce } from '../lib/announce.ts';
import { h, replaceChildren } from '../lib/dom.ts';
import { showFailureBar } from '../lib/failureBar.ts';
import { icon } from '../lib/icons/icon.ts';
import { keepFocus } from '../lib/keepFocus.ts';
import { localeSelect } from '../lib/localeSelect.ts';
import { createWords } from '../lib/words.ts';
import { answerOf, draftOf, type Draft } from './drafts.ts';
import { itemPage } from './itemPage.ts';
import { listenToKeys } from './keyboard.ts';
import { progressDots } from './progressDots.ts';
import { createTexts, type AnswerField, type QuizWords } from './quizPage.ts';
import { resultsPage } from './resultsPage.ts';

export interface QuizView {
  show: (snapshot: QuizSnapshot) => void;
}

/** Builds the quiz panel inside `root`. */
export function createQuizView(root: HTMLElement, client: Client<QuizSurface>): QuizView {
  return new Quiz(root, client);
}

class Quiz implements QuizView {
  readonly #client: Client<QuizSurface>;
  readonly #header = h('header', { class: 'quiz-header' });
  readonly #page = h('div', { class: 'quiz-page' });
  /** Answers in the making, by item. */
  readonly #drafts = new Map<string, Draft>();
  #snapshot: QuizSnapshot | undefined;
  #words: QuizWords = createWords(quizWords, 'en');
  #field: AnswerField | undefined;
  #answering = false;
  /** Moves the host has not confirmed yet; until then its snapshots are behind what the person sees. */
  #movesUnderWay = 0;

  constructor(root: HTMLElement, client: Client<QuizSurface>) {
    this.#client = client;
    replaceChildren(root, h('div', { class: 'quiz' }, [this.#header, this.#page]));
    listenToKeys(this.#page, {
      onEnter: () => this.#advance(),
      onNumber: (number) => {
        if (this.#item() && !this.#item()?.answered) this.#field?.choose?.(number);
      },
    });
  }

  readonly show = (snapshot: QuizSnapshot): void => {
    const current = this.#movesUnderWay > 0 ? this.#snapshot?.current : undefined;
    const next = current === undefined ? snapshot : { ...snapshot, current };
    // What the page has shown ahead of the host is not drawn again: someone may be typing into it by now.
    if (JSON.stringify(next) !== JSON.stringify(this.#snapshot)) this.#draw(next);
  };

  #draw(snapshot: QuizSnapshot): void {
    const before = this.#snapshot;
    this.#snapshot = snapshot;
    this.#words = createWords(quizWords, snapshot.locale);
    document.documentElement.lang = snapshot.locale;
    document.title = this.#words('title', { lesson: snapshot.lessonTitle });
    for (const view of snapshot.items) this.#forgetStaleDraft(view, before);
    keepFocus(this.#header, () => replaceChildren(this.#header, this.#drawHeader(snapshot)));
    keepFocus(this.#page, () => this.#drawPage(snapshot));
    if (before && before.current !== snapshot.current) this.#focusHeading();
  }

  /** A question that has been answered, or taken back, starts from what the host says. */
  #forgetStaleDraft(view: QuizItemView, before: QuizSnapshot | undefined): void {
    const earlier = before?.items.find(({ item }) => item.id === view.item.id);
    const changed = JSON.stringify(earlier?.answered) !== JSON.stringify(view.answered);
    const reordered = earlier && earlier.order.join() !== view.order.join();
    if (changed || (reordered && view.item.kind === 'ordering')) this.#drafts.delete(view.item.id);
  }

  #item(): QuizItemView | undefined {
    return this.#snapshot?.items[this.#snapshot.current];
  }

  #draft(view: QuizItemView): Draft {
    const draft = this.#drafts.get(view.item.id) ?? draftOf(view);
    this.#drafts.set(view.item.id, draft);
    return draft;
  }

  #drawHeader(snapshot: QuizSnapshot): Node[] {
    const openLesson = (): void => this.#ask(this.#client.request('openLesson', undefined));
    return [
      h('div', { class: 'quiz-bar' }, [
        h(
          'button',
          { class: 'plain-button quiz-lesson', type: 'button', id: 'lesson', on: { click: openLesson } },
          [icon('arrow-left', { label: this.#words('backToLesson') }), h('span', {}, snapshot.lessonTitle)],
        ),
        localeSelect(this.#words('language'), snapshot.locale, (locale) =>
          this.#ask(this.#client.request('setLocale', { locale })),
        ),
      ]),
      progressDots(snapshot, this.#words, (index) => this.#goTo(index)),
    ];
  }

  #drawPage(snapshot: QuizSnapshot): void {
    const view = snapshot.items[snapshot.current];
    const shared = { words: this.#words, ...createTexts(snapshot.locale) };
    if (!view) {
      this.#field = undefined;
      const page = resultsPage({
        ...shared,
        snapshot,
        goTo: (index) => this.#goTo(index),
        retryAll: (onlyWrong) => this.#ask(this.#client.request('retryAll', { onlyWrong })),
        openLesson: () => this.#ask(this.#client.request('openLesson', undefined)),
      });
      replaceChildren(this.#page, page);
      return;
    }
    const itemId = view.item.id;
    const { children, field } = itemPage({
      ...shared,
      view,
      draft: this.#draft(view),
      number: snapshot.current + 1,
      count: snapshot.items.length,
      submit: () => void this.#submit(view),
      next: () => this.#goTo(snapshot.current + 1),
      retry: () => void this.#retry(itemId),
      showHint: () => this.#ask(this.#client.request('showHint', { itemId })),
    });
    this.#field = field;
    replaceChildren(this.#page, children);
  }

  async #submit(view: QuizItemView): Promise<void> {
    const draft = this.#draft(view);
    const answer = answerOf(view, draft);
    if (!answer) {
      const isEntry = view.item.kind === 'numeric' || view.item.kind === 'shape';
      announce(this.#words(isEntry ? 'enterFirst' : 'chooseFirst'));
      this.#field?.focus();
      return;
    }
    if (this.#answering) return;
    this.#answering = true;
    try {
      const result = await this.#client.request('answer', { itemId: view.item.id, answer });
      const given = result.unreadable
        ? undefined
        : { answer, result, attempts: (view.answered?.attempts ?? 0) + 1 };
      if (given) this.#replaceItem(view.item.id, (item) => ({ ...item, answered: item.answered ?? given }));
      this.#reactTo(result, draft);
    } catch (thrown) {
      this.#fail(thrown);
    } finally {
      this.#answering = false;
    }
  }

  #reactTo(result: ItemResult, draft: Draft): void {
    if (!this.#snapshot) return;
    const { plain } = createTexts(this.#snapshot.locale);
    const remarks = result.feedback.map(({ text }) => plain(text)).join(' ');
    if (result.unreadable) {
      draft.unreadable = remarks;
      this.#drawPage(this.#snapshot);
      this.#field?.focus();
      return;
    }
    const verdict = this.#words(result.correct ? 'right' : result.score > 0 ? 'partly' : 'wrong');
    announce(`${verdict}. ${remarks}`);
    document.getElementById('forward')?.focus();
  }

  async #retry(itemId: string): Promise<void> {
    try {
      await this.#client.request('retry', { itemId });
      this.#replaceItem(itemId, ({ item, order, hintShown }) => ({ item, order, hintShown }));
      this.#field?.focus();
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** Shows at once what the host is about to say anyway in its next snapshot. */
  #replaceItem(itemId: string, change: (view: QuizItemView) => QuizItemView): void {
    if (!this.#snapshot) return;
    const items = this.#snapshot.items.map((view) => (view.item.id === itemId ? change(view) : view));
    this.#draw({ ...this.#snapshot, items });
  }

  #goTo(index: number): void {
    if (!this.#snapshot) return;
    this.#draw({ ...this.#snapshot, current: index });
    this.#movesUnderWay += 1;
    const moved = this.#client.request('goTo', { index });
    this.#ask(moved.finally(() => (this.#movesUnderWay -= 1)));
  }

  /** Enter: check what is there, or go on to the next question. */
  #advance(): void {
    const view = this.#item();
    if (!view || !this.#snapshot) return;
    if (view.answered) this.#goTo(this.#snapshot.current + 1);
    else void this.#submit(view);
  }

  #focusHeading(): void {
    window.scrollTo({ top: 0, behavior: 'instant' });
    document.getElementById('item-heading')?.focus({ preventScroll: true });
  }

  #ask(request: Promise<unknown>): void {
    request.catch((thrown: unknown) => this.#fail(thrown));
  }

  #fail(thrown: unknown): void {
    showFailureBar(this.#words('actionFailed', { reason: messageOf(thrown) }), this.#words('close'));
  }
}
