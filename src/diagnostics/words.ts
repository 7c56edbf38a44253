/** What the diagnostic page says about a report. */
import type { ElementReport, SiteReport } from '../sites/report';
import type { Phase } from '../sites/site';

export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  call: 'In a call',
  lobby: 'Before the call',
  away: 'Not in a call',
  unknown: 'The page does not tell',
};

/** `missing`: it should be there now. `absent`: it need not be. `ambiguous`: more of it than there may be. */
export type Verdict = 'found' | 'missing' | 'absent' | 'ambiguous';

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  found: 'Found',
  missing: 'Not found',
  absent: 'Not there now',
  ambiguous: 'More than one: left alone',
};

/** What one line of the report means at this moment. */
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
  if (reactions === null) return `EmojiGen presses no reactions of ${name}.`;
  if (reactions.open) return `The reaction tray of ${name} is open.`;
  if (reactions.canOpen) return `The reaction button of ${name} is found; its tray is closed.`;
  return phase === 'call'
    ? `The reaction button of ${name} is not found: no reactions can be sent. The host may have switched them off.`
    : `The reaction button of ${name} is looked for in a call.`;
}
