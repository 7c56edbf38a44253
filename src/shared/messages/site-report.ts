/** A call tab's answer to `diagnose`. */
import type { Attempt } from '../../call/sites/find';
import type { ElementReport, SiteReport } from '../../call/sites/report';
import type { Phase } from '../../call/sites/site';

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
