import type { Frame } from 'playwright-core';
import type { Workbench } from './harness/workbench.ts';
import { until } from './until.ts';

/** Runs a command through the Command Palette without touching the mouse. */
export async function typeCommand(w: Workbench, title: string): Promise<void> {
  const input = w.page.locator('.quick-input-widget input[type="text"]').first();
  await until('the Command Palette', 15_000, async () => {
    await w.press('F1');
    return until('its input', 2000, () => input.isVisible());
  });
  await w.page.keyboard.type(title);
  const first = w.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
  await first.first().waitFor();
  await w.press('Enter');
}

/** Where the keyboard is, as `role "name"`. A button of the toolkit has its words outside of its inner button. */
export async function keyboardAt(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return 'nothing';
    const root = element.getRootNode();
    const host = root instanceof ShadowRoot ? root.host : element;
    const role = element.getAttribute('role') ?? element.tagName.toLowerCase();
    const name = element.getAttribute('aria-label') ?? host.getAttribute('aria-label') ?? host.textContent;
    // Icons are letters of a font, in the private part of Unicode.
    const words = name
      .replaceAll(/[\uE000-\uF8FF]/g, '')
      .trim()
      .replaceAll(/\s+/g, ' ');
    return `${role} "${words}"`;
  });
}

/** Presses Tab until the keyboard is at something whose `role "name"` fits, and says what it passed if it never is. */
export async function tabTo(w: Workbench, frame: Frame, wanted: RegExp, limit = 60): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < limit; step++) {
    const now = await keyboardAt(frame);
    if (wanted.test(now)) return;
    passed.push(now.slice(0, 60));
    await w.press('Tab');
  }
  throw new Error(`Tab never reached ${String(wanted)}; it went over: ${passed.join(' → ')}`);
}

/** Whether a person sees where the keyboard is: an outline, or a border in the colour of focus. */
export async function showsFocus(frame: Frame): Promise<boolean> {
  return frame.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body || !element.matches(':focus-visible')) return false;
    const probe = document.createElement('i');
    probe.style.color = 'var(--vscode-focusBorder)';
    document.body.append(probe);
    const focusColour = getComputedStyle(probe).color;
    probe.remove();
    // The ring may be drawn on the box around an input: the row of a choice, the frame of an entry.
    const row = element.parentElement?.parentElement;
    const around = [element, element.parentElement, row, (element.getRootNode() as ShadowRoot).host];
    return around.some((drawn) => {
      if (!(drawn instanceof Element)) return false;
      const { outlineStyle, outlineWidth, borderTopColor, borderTopWidth, boxShadow } =
        getComputedStyle(drawn);
      return (
        (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) ||
        (borderTopColor === focusColour && parseFloat(borderTopWidth) >= 1) ||
        boxShadow.includes(focusColour)
      );
    });
  });
}
