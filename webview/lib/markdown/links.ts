/** What a link in a text may lead to. Everything else is `inert`: its words are shown, and nothing happens. */
export type LinkTarget =
  | { kind: 'web'; href: string }
  | { kind: 'section'; slug: string }
  | { kind: 'lesson'; lessonId: string }
  | { kind: 'inert' };

/** Allows by name: http(s) addresses, `#section` and `lesson:ID`. */
export function linkTargetOf(href: string): LinkTarget {
  if (href.startsWith('#')) return { kind: 'section', slug: decodeSlug(href.slice(1)) };
  const lesson = /^lesson:([\w-]+)$/.exec(href)?.[1];
  if (lesson !== undefined) return { kind: 'lesson', lessonId: lesson };
  if (!/^https?:\/\//i.test(href) || !URL.canParse(href)) return { kind: 'inert' };
  const url = new URL(href);
  // `https://bank.example@evil.example/` reads as another place than it leads to.
  if (url.username || url.password) return { kind: 'inert' };
  return { kind: 'web', href: url.href };
}

function decodeSlug(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/**
 * The address of a picture written as a relative path, or `undefined` when it would leave `mediaBase`'s origin.
 * Which files of that origin may be read is the editor's decision (`localResourceRoots`).
 */
export function pictureAddress(path: string, mediaBase: string): string | undefined {
  if (/^[a-z][a-z\d+.-]*:|^[/\\]{1,2}|\\/i.test(path) || !URL.canParse(mediaBase)) return undefined;
  const base = new URL(mediaBase.endsWith('/') ? mediaBase : `${mediaBase}/`);
  if (!URL.canParse(path, base)) return undefined;
  const url = new URL(path, base);
  return url.protocol === base.protocol && url.host === base.host ? url.href : undefined;
}

/** The name of a heading in addresses: letters and digits of any script, words joined by `-`. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s+/g, '-');
}
