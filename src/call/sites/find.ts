/** Finds one named element of a call page by several ways, and records what each way found. */
import type { Attempt, FoundBy } from '../../shared/messages/site-report';

/** One way to find an element. All conditions that are given must hold. */
export interface Way {
  /** The basis of the way, most stable first: an attribute, a name in some language, the structure of the page. */
  readonly by: FoundBy;
  readonly css: string;
  /** One of the element's names begins with one of these. Ignores case, width forms and extra blanks. */
  readonly named?: readonly string[];
  /** One of the element's names contains one of these. */
  readonly mentions?: readonly string[];
  /** One of the element's names is one of these. */
  readonly exactly?: readonly string[];
  /** It contains at least this many elements, and no matching element inside it does. */
  readonly holds?: { readonly css: string; readonly least: number };
  /** It contains exactly one element for each of these selectors, and no matching element inside it does. */
  readonly holdsEach?: readonly string[];
  /** It is mirrored, as self views are. */
  readonly mirrored?: true;
}

export interface ElementSpec {
  /** For people: `Reactions button`. */
  readonly what: string;
  /** Tried in this order; the first way that finds 1 to `most` elements wins. */
  readonly ways: readonly Way[];
  /** The largest number of elements; more count as none. Default 1. */
  readonly most?: number;
  /** If the searched root contains this many of these, several found elements are equivalent: the first wins. */
  readonly alike?: { readonly css: string; readonly least: number };
  /** It must be a button; more than `most` of them end the search. */
  readonly button?: true;
}

export interface FoundElements {
  /** Empty if no way found an expected number of elements. */
  readonly elements: readonly Element[];
  /** Index in `attempts` of the way that won; -1: none. */
  readonly way: number;
  readonly attempts: readonly Attempt[];
}

const BUTTON = 'button, [role="button"], [role="menuitem"], [role="switch"], input[type="checkbox"]';
/** A name is a few words; longer text is content. */
const LONGEST_NAME = 120;

/**
 * Finds an element below `root`.
 * @param foreign selector of the places with other people's words (chat, captions), which are never read
 * @throws never: a selector that the browser does not know finds nothing
 */
export function find(root: ParentNode, spec: ElementSpec, foreign: string | null): FoundElements {
  const attempts: Attempt[] = [];
  for (const way of spec.ways) {
    const elements = matching(root, way).filter(
      (element) =>
        isThere(element) &&
        (spec.button !== true || element.matches(BUTTON)) &&
        (foreign === null || element.closest(foreign) === null),
    );
    const { alike } = spec;
    if (alike && elements.length > 1 && root.querySelectorAll(alike.css).length >= alike.least)
      elements.splice(1);
    attempts.push({ by: way.by, selector: describeWay(way), count: elements.length });
    if (elements.length >= 1 && elements.length <= (spec.most ?? 1)) {
      return { elements, way: attempts.length - 1, attempts };
    }
    // Two buttons: a later way that finds one of them would only guess.
    if (elements.length > 0 && spec.button === true) break;
  }
  return { elements: [], way: -1, attempts };
}

/** The element's names, as a screen reader or a tooltip gives them; normalised and never empty. */
export function namesOf(element: Element): string[] {
  const texts = [
    element.getAttribute('aria-label'),
    element.getAttribute('data-tooltip'),
    element.getAttribute('title'),
    element.getAttribute('alt'),
    element.textContent,
  ];
  return texts
    .map((text) => normaliseText(text ?? ''))
    .filter((name) => name !== '' && name.length <= LONGEST_NAME);
}

/** Lower case, one form for each letter, single blanks. */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The words of all ways in all languages, which every look compares names with. */
const normalised = new Map<string, string>();

/** As `normaliseText`, remembered: for words of our own only. */
export function normaliseWord(word: string): string {
  const known = normalised.get(word) ?? normaliseText(word);
  normalised.set(word, known);
  return known;
}

/** Whether an element is mirrored, by its own transform or those of its ancestors. */
export function isMirrored(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  let mirrored = false;
  let current: Element | null = element;
  // The transform is on the video or on a wrapper close to it.
  for (let depth = 0; view && current && depth < 4; depth++, current = current.parentElement) {
    if (
      /^(?:matrix(?:3d)?\(-|scalex\(-|rotatey\(180deg|scale\(-)/i.test(
        view.getComputedStyle(current).transform,
      )
    )
      mirrored = !mirrored;
  }
  return mirrored;
}

/** Whether an element can match: not hidden from everybody. */
function isThere(element: Element): boolean {
  return element.closest('[hidden], [inert]') === null;
}

function matching(root: ParentNode, way: Way): Element[] {
  let candidates: Element[];
  try {
    candidates = [...root.querySelectorAll(way.css)];
  } catch {
    return [];
  }
  const { named, mentions, exactly, holds, holdsEach } = way;
  if (named ?? mentions ?? exactly) {
    candidates = candidates.filter((element) => {
      const names = namesOf(element);
      return (
        matchesOne(names, named, (name, word) => name.startsWith(word)) &&
        matchesOne(names, mentions, (name, word) => name.includes(word)) &&
        matchesOne(names, exactly, (name, word) => name === word)
      );
    });
  }
  if (holds) {
    const { css, least } = holds;
    candidates = innermost(candidates.filter((element) => element.querySelectorAll(css).length >= least));
  }
  if (holdsEach) {
    const one = (element: Element, css: string): boolean => element.querySelectorAll(css).length === 1;
    candidates = innermost(candidates.filter((element) => holdsEach.every((css) => one(element, css))));
  }
  return way.mirrored ? candidates.filter(isMirrored) : candidates;
}

function innermost(elements: readonly Element[]): Element[] {
  return elements.filter(
    (element) => !elements.some((other) => other !== element && element.contains(other)),
  );
}

function matchesOne(
  names: readonly string[],
  words: readonly string[] | undefined,
  fits: (name: string, word: string) => boolean,
): boolean {
  return words === undefined || words.some((word) => names.some((name) => fits(name, normaliseWord(word))));
}

/** Describes a way for the diagnostic page. */
export function describeWay({ css, named, mentions, exactly, holds, holdsEach, mirrored }: Way): string {
  const parts = [css];
  const list = (words: readonly string[]): string =>
    `“${words.slice(0, 2).join('”, “')}”${words.length > 2 ? ` or ${words.length - 2} more names` : ''}`;
  if (named) parts.push(`named ${list(named)} …`);
  if (mentions) parts.push(`mentioning ${list(mentions)}`);
  if (exactly) parts.push(`called ${list(exactly)}`);
  if (holds) parts.push(`with at least ${holds.least} of ${holds.css}`);
  if (holdsEach) parts.push(`with one each of ${holdsEach.join(', ')}`);
  if (mirrored) parts.push('shown mirrored');
  return parts.join(', ');
}
