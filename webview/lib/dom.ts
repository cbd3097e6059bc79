type Child = Node | string | number | false | null | undefined | readonly Child[];
export type Children = Child | readonly Child[];

type Listeners = {
  [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void;
};

/** `class`, `id`, `role`, `aria-*`, …: written as attributes; `false` and `undefined` leave the attribute away. */
export interface Props {
  on?: Listeners;
  [attribute: string]: string | number | boolean | undefined | Listeners;
}

/** Handlers go through `on`; these attributes would run or parse text as something else than text. */
const refusedAttribute = /^(on.+|style|srcdoc)$/i;

/**
 * Builds an element. Strings among the children become text nodes, never markup, so data cannot inject anything.
 * Throws on `on…`, `style` and `srcdoc` attributes.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  children: Children = [],
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setProps(element, props);
  append(element, children);
  return element;
}

/** Applies props to an element that exists already. */
export function setProps(element: HTMLElement, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'object') listen(element, value);
    else if (refusedAttribute.test(name)) throw new Error(`Attribute "${name}" is not for data.`);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

function listen(element: HTMLElement, listeners: Listeners): void {
  for (const [name, listener] of Object.entries(listeners))
    element.addEventListener(name, listener as EventListener);
}

/** Adds children at the end of `parent`. */
export function append(parent: Node, children: Children): void {
  if (children === null || children === undefined || children === false) return;
  if (typeof children === 'object' && !(children instanceof Node)) {
    for (const child of children) append(parent, child);
    return;
  }
  parent.appendChild(children instanceof Node ? children : document.createTextNode(String(children)));
}

/** Swaps everything inside `parent` for `children`. */
export function replaceChildren(parent: Element, children: Children): void {
  parent.replaceChildren();
  append(parent, children);
}

/** The element with this id, which the page is known to have. Throws when it does not. */
export function elementById(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element "${id}".`);
  return element;
}
