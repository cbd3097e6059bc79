import { messageOf } from '../../src/base/assert.ts';
import { engineWords } from '../../src/core/words/engines.ts';
import type {
  DoctorEngine,
  DoctorFact,
  DoctorSnapshot,
  DoctorSurface,
} from '../../src/protocol/doctorSurface.ts';
import type { Client } from '../../src/protocol/peer.ts';
import { announce } from '../lib/announce.ts';
import { button, progressRing } from '../lib/controls.ts';
import { h, replaceChildren } from '../lib/dom.ts';
import { showFailureBar } from '../lib/failureBar.ts';
import { icon, type IconName } from '../lib/icons/icon.ts';
import { keepFocus } from '../lib/keepFocus.ts';
import { createWords, type Words } from '../lib/words.ts';

export interface DoctorView {
  show: (snapshot: DoctorSnapshot) => void;
}

/** Builds the report of the Engine Doctor inside `root`. */
export function createDoctorView(root: HTMLElement, client: Client<DoctorSurface>): DoctorView {
  return new Doctor(root, client);
}

const stateIcons: Readonly<Record<DoctorEngine['state'], IconName>> = {
  used: 'pass',
  works: 'check',
  unavailable: 'circle-slash',
  notTried: 'circle-outline',
};

class Doctor implements DoctorView {
  readonly #client: Client<DoctorSurface>;
  readonly #page = h('article', { class: 'doctor' });
  #words: Words<typeof engineWords> = createWords(engineWords, 'en');
  #shown: DoctorSnapshot | undefined;
  /** Whose messages are unfolded. */
  readonly #unfolded = new Set<string>();

  constructor(root: HTMLElement, client: Client<DoctorSurface>) {
    this.#client = client;
    replaceChildren(root, this.#page);
  }

  readonly show = (snapshot: DoctorSnapshot): void => {
    const before = this.#shown;
    this.#shown = snapshot;
    this.#words = createWords(engineWords, snapshot.locale);
    document.documentElement.lang = snapshot.locale;
    document.title = snapshot.report.title;
    keepFocus(this.#page, () => replaceChildren(this.#page, this.#draw(snapshot)));
    // The end of an examination is news; a report that was opened finished is read anyway.
    if (before?.examining !== undefined && snapshot.examining === undefined)
      announce(snapshot.report.summary);
  };

  #draw({ report, examining }: DoctorSnapshot): Node[] {
    return [
      h('header', { class: 'doctor-header' }, [
        h('h1', { class: 'doctor-title' }, report.title),
        h('p', { class: 'doctor-summary' }, report.summary),
        ...report.notes.map((note) => h('p', { class: 'muted' }, note)),
        this.#drawActions(examining),
      ]),
      ...report.engines.map((engine) => this.#drawEngine(engine)),
      h('section', { class: 'doctor-machine', 'aria-labelledby': 'machine' }, [
        h('h2', { class: 'doctor-name', id: 'machine' }, report.machine.title),
        factList(report.machine.facts),
      ]),
    ];
  }

  /** What is going on, with a way out of it; else what can be done. The row keeps its height. */
  #drawActions(examining: string | undefined): HTMLElement {
    if (examining !== undefined) {
      const cancel = button({
        label: this.#words('doctorCancel'),
        onClick: () => this.#ask(this.#client.request('cancel', undefined)),
      });
      cancel.id = 'cancel';
      return h('div', { class: 'row doctor-actions' }, [
        progressRing(examining),
        h('span', { class: 'muted' }, examining),
        cancel,
      ]);
    }
    const again = button({
      label: this.#words('doctorAgain'),
      appearance: 'primary',
      onClick: () => this.#ask(this.#client.request('examine', undefined)),
    });
    again.id = 'again';
    const copy = button({
      label: this.#words('doctorCopy'),
      icon: 'copy',
      onClick: () =>
        this.#ask(this.#client.request('copy', undefined).then(() => announce(this.#words('doctorCopied')))),
    });
    copy.id = 'copy';
    return h('div', { class: 'row doctor-actions' }, [again, copy]);
  }

  #drawEngine(engine: DoctorEngine): HTMLElement {
    const headingId = `engine-${engine.id}`;
    return h('section', { class: 'doctor-engine', 'aria-labelledby': headingId }, [
      h('h2', { class: 'doctor-name', id: headingId }, [
        h('span', {}, engine.name),
        h('span', { class: `doctor-state doctor-${engine.state}` }, [
          icon(stateIcons[engine.state]),
          engine.stateWord,
        ]),
      ]),
      engine.sentence !== undefined && h('p', {}, engine.sentence),
      engine.advice.map((advice) => h('p', { class: 'muted' }, advice)),
      engine.actions.length > 0 &&
        h(
          'div',
          { class: 'row doctor-cures' },
          engine.actions.map(({ action, label }) => {
            const cure = button({
              label,
              onClick: () => this.#ask(this.#client.request('act', { action })),
            });
            cure.id = `${engine.id}-${action}`;
            return cure;
          }),
        ),
      engine.facts.length > 0 && factList(engine.facts),
      this.#drawMessages(engine),
    ]);
  }

  #drawMessages({ id, messages }: DoctorEngine): HTMLElement | false {
    if (messages === undefined) return false;
    const details = h('details', { class: 'doctor-messages', open: this.#unfolded.has(id) }, [
      h('summary', { id: `messages-${id}` }, this.#words('messagesTitle')),
      h('pre', { tabindex: 0, 'aria-label': this.#words('messagesTitle'), role: 'region' }, messages),
    ]);
    details.addEventListener('toggle', () => {
      if (details.open) this.#unfolded.add(id);
      else this.#unfolded.delete(id);
    });
    return details;
  }

  #ask(request: Promise<unknown>): void {
    request.catch((thrown: unknown) =>
      showFailureBar(
        this.#words('doctorActionFailed', { reason: messageOf(thrown) }),
        this.#words('doctorClose'),
      ),
    );
  }
}

function factList(facts: readonly DoctorFact[]): HTMLElement {
  return h(
    'dl',
    { class: 'doctor-facts' },
    facts.map(({ label, value }) => h('div', {}, [h('dt', {}, label), h('dd', {}, value)])),
  );
}
