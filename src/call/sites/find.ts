/** Finds one named element of a call page, by several ways, and keeps book of what each way gave. */
import type { Attempt, FoundBy } from '../../shared/messages/site-report';

/** One way to find an element. All conditions that are given must hold. */
export interface Way {
  /** What the way rests on, most lasting first: an attribute, a name in some language, the structure of the page. */
  readonly by: FoundBy;
  readonly css: string;
  /** One of the element's names begins with one of these. Compared without case, width forms and extra blanks. */
  readonly named?: readonly string[];
  /** One of the element's names contains one of these. */
  readonly mentions?: readonly string[];
  /** One of the element's names is one of these. */
  readonly exactly?: readonly string[];
  /** It contains at least so many elements, and no element inside it that also matches does. */
  readonly holds?: { readonly css: string; readonly least: number };
  /** It contains exactly one element for each of these selectors, and no element inside it that also matches does. */
  readonly holdsEach?: readonly string[];
  /** It is shown mirrored, as self views are. */
  readonly mirrored?: true;
}

export interface ElementSpec {
  /** For people: `Reactions button`. */
  readonly what: string;
  /** Tried in this order; the first that gives 1 to `most` elements counts. */
  readonly ways: readonly Way[];
  /** How many there may be; more than that is as good as none. Default 1. */
  readonly most?: number;
  /** Where the place that is searched holds so many of these, several that are found are the same thing: the first counts. */
  readonly alike?: { readonly css: string; readonly least: number };
  /** It must be something that is pressed; more than `most` of them end the search. */
  readonly button?: true;
}

export interface FoundElements {
  /** Empty where no way gave an expected number of elements. */
  readonly elements: readonly Element[];
  /** Place in `attempts` of the way that counted; -1: none. */
  readonly way: number;
  readonly attempts: readonly Attempt[];
}

const BUTTON = 'button, [role="button"], [role="menuitem"], [role="switch"], input[type="checkbox"]';
/** A name is a few words; longer text is content. */
const LONGEST_NAME = 120;

/**
 * Looks for an element below `root`.
 * @param foreign selector of the places where other people's words stand (chat, captions): never looked at
 * @throws never: a selector the browser does not know finds nothing
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
    // Two of what is pressed: a later way that finds one of them would only guess.
    if (elements.length > 0 && spec.button === true) break;
  }
  return { elements: [], way: -1, attempts };
}

/** The names of an element, as a screen reader or a tooltip would give them; normalised, never empty ones. */
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

/** Whether an element is shown mirrored: by its own transform and those of what it lies in. */
export function isMirrored(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  let mirrored = false;
  let current: Element | null = element;
  // The turn is on the video or on a wrapper close to it.
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

/** Whether an element can be meant at all: not hidden from everybody. */
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
  return words === undefined || words.some((word) => names.some((name) => fits(name, normaliseText(word))));
}

/** A way as the diagnostic page shows it. */
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
