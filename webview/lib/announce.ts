import { h } from './dom.ts';

type Urgency = 'polite' | 'assertive';

const regions = new Map<Urgency, HTMLElement>();

/** Live regions must exist before they are filled, or screen readers miss the first words: call this at start-up. */
export function prepareAnnouncements(): void {
  regionOf('polite');
  regionOf('assertive');
}

function regionOf(urgency: Urgency): HTMLElement {
  const existing = regions.get(urgency);
  if (existing) return existing;
  const region = h('div', {
    class: 'visually-hidden',
    role: urgency === 'polite' ? 'status' : 'alert',
    'aria-live': urgency,
    'aria-atomic': 'true',
  });
  regions.set(urgency, region);
  document.body.append(region);
  return region;
}

/** Reads `text` out to people who use a screen reader. The same sentence twice is read twice. */
export function announce(text: string, urgency: Urgency = 'polite'): void {
  const region = regionOf(urgency);
  // A region whose text does not change is not read again: a no-break space tells the two apart.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}
