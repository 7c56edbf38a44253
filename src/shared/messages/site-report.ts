/** A call tab's answer to `diagnose`. */

/** What a way to find an element rests on, most lasting first: an attribute, a name in some language, the page's structure. */
export type FoundBy = 'attribute' | 'label' | 'structure';

/** What one way gave. */
export interface Attempt {
  readonly by: FoundBy;
  /** The selector in words, without anything from the page. */
  readonly selector: string;
  readonly count: number;
}

const PHASES: readonly Phase[] = ['call', 'lobby', 'away', 'unknown'];
const EXPECTED: readonly ElementReport['expected'][] = [
  'in a call',
  'before a call',
  'after a call',
  'sometimes',
  'in the open tray',
];
const WAYS: readonly Attempt['by'][] = ['attribute', 'label', 'structure'];
const MOST = 100;
const LONGEST = 600;

type Raw = Readonly<Record<string, unknown>>;

/** The report, or null where it is none. Damaged elements are left out. */
export function parseSiteReport(value: unknown): SiteReport | null {
  const { site, name, phase, reactions, elements } = asRecord(value);
  if (!isText(site) || !isText(name) || !PHASES.includes(phase as Phase) || !Array.isArray(elements))
    return null;
  const { canOpen, open } = asRecord(reactions);
  return {
    site: site as SiteReport['site'],
    name,
    phase: phase as Phase,
    reactions: typeof canOpen === 'boolean' && typeof open === 'boolean' ? { canOpen, open } : null,
    elements: elements.slice(0, MOST).flatMap((each) => parseElement(each) ?? []),
  };
}

function parseElement(value: unknown): ElementReport | null {
  const { what, expected, found, way, attempts } = asRecord(value);
  if (!isText(what) || !EXPECTED.includes(expected as ElementReport['expected'])) return null;
  if (!isCount(found) || !Array.isArray(attempts)) return null;
  const parsed = attempts.slice(0, MOST).flatMap((each) => parseAttempt(each) ?? []);
  return {
    what,
    expected: expected as ElementReport['expected'],
    found,
    way: isCount(way) && way < parsed.length ? way : -1,
    attempts: parsed,
  };
}

function parseAttempt(value: unknown): Attempt | null {
  const { by, selector, count } = asRecord(value);
  if (!WAYS.includes(by as Attempt['by']) || !isText(selector) || !isCount(count)) return null;
  return { by: by as Attempt['by'], selector, count };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function asRecord(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

export interface ElementReport {
  readonly what: string;
  /** When it can be there at all. */
  readonly expected: 'in a call' | 'before a call' | 'after a call' | 'sometimes' | 'in the open tray';
  /** How many were taken; 0: not found. */
  readonly found: number;
  /** Place in `attempts` of the way that counted; -1: none. */
  readonly way: number;
  readonly attempts: readonly Attempt[];
}

/** Holds nothing from the page but counts. */
export interface SiteReport {
  readonly site: SiteId;
  readonly name: string;
  readonly phase: Phase;
  /** Null: this site has no native reactions that are used. */
  readonly reactions: { readonly canOpen: boolean; readonly open: boolean } | null;
  readonly elements: readonly ElementReport[];
}

/**
 * Where the user is. `call`: in the call for certain. `lobby`: before it (preview, waiting room). `away`: on a page
 * of the site that is no call (start page, after leaving). `unknown`: nothing tells.
 */
export type Phase = 'call' | 'lobby' | 'away' | 'unknown';
export const SITE_IDS = [
  'meet',
  'zoom',
  'teams',
  'webex',
  'jitsi',
  'whereby',
  'discord',
  'slack',
  'generic',
] as const;
export type SiteId = (typeof SITE_IDS)[number];
