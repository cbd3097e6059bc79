import { sampleWords } from '../../../src/core/words/samples.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { checkbox, iconButton } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords, type Words } from '../../lib/words.ts';

export interface ScrubberPlace {
  index: number;
  count: number;
  /** What the frame there is called: `epoch 3, update 120`. */
  text: string;
  /** More frames are coming. */
  isRunning: boolean;
  isFollowing: boolean;
}

export interface Scrubber {
  readonly element: HTMLElement;
  show(place: ScrubberPlace): void;
  /** Ends playing. */
  rest(): void;
}

export interface ScrubberOptions {
  locale: Locale;
  onDidMove: (index: number) => void;
  onDidFollow: (follows: boolean) => void;
}

const frameMs = 125;
/** For people who asked for little motion a film becomes a slow slide show. */
const calmFrameMs = 1000;

/** A button that moves on from frame to frame while it is pressed. */
function createPlayer(words: Words<typeof sampleWords>, next: (isStart: boolean) => boolean) {
  const element = h('span', {});
  let timer: ReturnType<typeof setInterval> | undefined;
  const draw = (): void => {
    const isPlaying = timer !== undefined;
    const hadFocus = element.contains(document.activeElement);
    const button = iconButton({
      icon: isPlaying ? 'debug-pause' : 'play',
      label: words(isPlaying ? 'pausePlay' : 'play'),
      onClick: () => {
        if (timer === undefined) play();
        else rest();
      },
    });
    element.replaceChildren(button);
    if (hadFocus) button.focus();
  };
  const rest = (): void => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    draw();
  };
  const play = (): void => {
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!next(true)) return;
    timer = setInterval(() => next(false) || rest(), isCalm ? calmFrameMs : frameMs);
    draw();
  };
  draw();
  return { element, rest };
}

/** The slider over all frames. Arrow keys, Page Up and Down, Home and End are the platform's own. */
export function createScrubber({ locale, onDidMove, onDidFollow }: ScrubberOptions): Scrubber {
  const words = createWords(sampleWords, locale);
  const slider = h('input', {
    class: 'samples-slider',
    type: 'range',
    min: 0,
    step: 1,
    'aria-label': words('scrubber'),
  });
  const place = h('output', { class: 'samples-place numbers' });
  const follow = checkbox({
    label: words('follow'),
    // The toolkit's box tells of changes made by us too.
    onChange: (checked) => {
      if (checked !== shown?.isFollowing) onDidFollow(checked);
    },
  });
  let shown: ScrubberPlace | undefined;
  const player = createPlayer(words, (isStart) => {
    if (!shown || shown.count < 2) return false;
    const isAtEnd = shown.index >= shown.count - 1;
    if (isAtEnd && !isStart) return false;
    // Started at the end, it begins anew.
    onDidMove(isAtEnd ? 0 : shown.index + 1);
    return true;
  });
  slider.addEventListener('input', () => {
    player.rest();
    onDidMove(Number(slider.value));
  });
  return {
    element: h('div', { class: 'samples-scrubber' }, [player.element, slider, place, follow]),
    show(next) {
      shown = next;
      const last = Math.max(0, next.count - 1);
      if (slider.max !== String(last)) slider.max = String(last);
      if (slider.value !== String(next.index)) slider.value = String(next.index);
      slider.disabled = next.count < 2;
      const position = words('frameOf', { index: next.index + 1, count: next.count });
      slider.setAttribute('aria-valuetext', `${next.text} (${position})`);
      setText(place, `${next.text} · ${position}`);
      follow.hidden = !next.isRunning;
      if (follow.checked !== next.isFollowing) follow.checked = next.isFollowing;
    },
    rest: player.rest,
  };
}
