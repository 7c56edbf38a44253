/** A call tab's answer to `diagnose`. Contains nothing from the page except counts. */
import * as v from 'valibot';
import { listOf, parseWith } from '../schemas';

const MOST = 100;
const LONGEST = 600;

const textSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST));
const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * The basis of a way to find an element, most stable first: an attribute, a name in some language, the page's structure.
 */
const WAYS = ['attribute', 'label', 'structure'] as const;
export type FoundBy = (typeof WAYS)[number];

const attemptSchema = v.object({
  by: v.picklist(WAYS),
  /** The selector in words, without content of the page. */
  selector: textSchema,
  count: countSchema,
});
/** The result of one way. */
export type Attempt = Readonly<v.InferOutput<typeof attemptSchema>>;

const elementSchema = v.pipe(
  v.object({
    what: textSchema,
    /** When the element can exist. */
    expected: v.picklist(['in a call', 'before a call', 'after a call', 'sometimes', 'in the open tray']),
    /** How many elements were found; 0: none. */
    found: countSchema,
    /** Index in `attempts` of the way that won; -1: none. */
    way: v.fallback(countSchema, -1),
    attempts: listOf(attemptSchema, MOST),
  }),
  v.transform((element) => ({ ...element, way: element.way < element.attempts.length ? element.way : -1 })),
);
type ElementFields = v.InferOutput<typeof elementSchema>;
export type ElementReport = Readonly<Omit<ElementFields, 'attempts'>> & {
  readonly attempts: readonly Attempt[];
};

/**
 * Where the user is. `call`: surely in the call. `lobby`: before it (preview, waiting room). `away`: on another page of the
 * site (start page, after leaving). `unknown`: the page does not show it.
 */
const PHASES = ['call', 'lobby', 'away', 'unknown'] as const;
export type CallPhase = (typeof PHASES)[number];
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

const reportSchema = v.object({
  site: v.pipe(
    textSchema,
    v.transform((site) => site as SiteId),
  ),
  name: textSchema,
  phase: v.picklist(PHASES),
  /** Null: this site has no native reactions that are used. */
  reactions: v.fallback(v.nullable(v.object({ canOpen: v.boolean(), open: v.boolean() })), null),
  elements: listOf(elementSchema, MOST),
});
export type SiteReport = Readonly<Omit<v.InferOutput<typeof reportSchema>, 'elements'>> & {
  readonly elements: readonly ElementReport[];
};

/** Parses a report, or returns null. Damaged elements are dropped. */
export function parseSiteReport(value: unknown): SiteReport | null {
  return parseWith(reportSchema, value);
}
