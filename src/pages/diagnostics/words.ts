/** Texts about a diagnostic report. */

import { translated } from '../../shared/language/translated';
import type { ElementReport, SiteReport } from '../../shared/messages/site-report';

export const WORDS = translated('diagnostics', {
  pageTitle: 'Diagnostics',
  title: 'What EmojiGen finds on the call page',
  silent:
    'EmojiGen gets no answer from that tab. Open the call, turn EmojiGen on for it, and reload the page.',
  summary: (site: string, phase: string) => `${site}: ${phase}.`,
  columns: { part: 'Part of the page', result: 'Result', by: 'Found by' },
  by: { attribute: 'Attribute', label: 'Label', structure: 'Structure' },
  hint:
    'Below each part are the ways in which EmojiGen looks for it, in this order. No page content is copied, and nothing leaves ' +
    'this device.',
  copy: 'Copy for a bug report',
  copied: 'Copied',
  ways: (count: number) => (count === 1 ? '1 way tried' : `${count} ways tried`),
  attempts: (count: number) => (count === 1 ? '1 found' : `${count} found`),
  phases: {
    call: 'In a call',
    lobby: 'Before the call',
    away: 'Not in a call',
    unknown: 'Can’t tell whether you are in a call',
  },
  verdicts: {
    found: 'Found',
    missing: 'Not found',
    absent: 'Not there now',
    ambiguous: 'More than one, so not used',
  },
  expected: {
    call: 'Expected in a call',
    lobby: 'Expected before a call',
    left: 'Expected after a call',
    sometimes: 'Not always there',
    tray: 'Expected in the open tray',
  },
  reactions: {
    none: (site: string) => `Reactions of ${site} are not supported.`,
    open: (site: string) => `The reaction tray of ${site} is open.`,
    closed: (site: string) => `The reaction button of ${site} was found. Its tray is closed.`,
    missing: (site: string) =>
      `The reaction button of ${site} was not found, so no reactions can be sent. The host may have turned them off.`,
    later: (site: string) => `EmojiGen looks for the reaction button of ${site} once you are in a call.`,
  },
});

/** `missing`: it should exist now. `absent`: it need not exist. `ambiguous`: there are more than allowed. */
export type Verdict = 'found' | 'missing' | 'absent' | 'ambiguous';

const EXPECTED: Readonly<Record<ElementReport['expected'], keyof typeof WORDS.expected>> = {
  'in a call': 'call',
  'before a call': 'lobby',
  'after a call': 'left',
  sometimes: 'sometimes',
  'in the open tray': 'tray',
};

/** When an element can exist. */
export const expectedWords = ({ expected }: ElementReport): string => WORDS.expected[EXPECTED[expected]];

/** The meaning of one line of the report now. */
export function verdictOf({ expected, found, attempts }: ElementReport, report: SiteReport): Verdict {
  if (found > 0) return 'found';
  if (attempts.some(({ count }) => count > 0)) return 'ambiguous';
  switch (expected) {
    case 'in a call':
      return report.phase === 'call' ? 'missing' : 'absent';
    case 'before a call':
      return report.phase === 'lobby' ? 'missing' : 'absent';
    case 'in the open tray':
      return report.reactions?.open ? 'missing' : 'absent';
    default:
      return 'absent';
  }
}

/** The site's own reactions in one sentence. */
export function reactionsSentence({ name, phase, reactions }: SiteReport): string {
  const words = WORDS.reactions;
  if (reactions === null) return words.none(name);
  if (reactions.open) return words.open(name);
  if (reactions.canOpen) return words.closed(name);
  return phase === 'call' ? words.missing(name) : words.later(name);
}
