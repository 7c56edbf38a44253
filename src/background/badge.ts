import type { HotkeyNames } from '../shared/messages/call-config';
import type { CallState } from '../shared/types';
import { emojiText } from '../shared/ui/expressions';
import { stateText } from '../shared/ui/state-text';
import { WORDS } from './words';

export interface ToolbarBadge {
  /** At most four characters; empty for none. */
  readonly text: string;
  /** Background and text colour; contrast at least 4.5. */
  readonly color: string;
  readonly textColor: string;
}

const NONE: ToolbarBadge = { text: '', color: '#475569', textColor: '#ffffff' };
const BUSY: ToolbarBadge = { text: '…', color: '#6d28d9', textColor: '#ffffff' };
const ON: ToolbarBadge = { text: 'ON', color: '#15803d', textColor: '#ffffff' };
const UNCLEAR: ToolbarBadge = { text: '?', color: '#475569', textColor: '#ffffff' };
const HELD: ToolbarBadge = { text: '‖', color: '#475569', textColor: '#ffffff' };
const ASKING: ToolbarBadge = { text: '', color: '#4338ca', textColor: '#ffffff' };
const FAILED: ToolbarBadge = { text: '!', color: '#b91c1c', textColor: '#ffffff' };

const BADGES: Record<CallState['kind'], ToolbarBadge> = {
  off: NONE,
  waiting: NONE,
  loading: BUSY,
  watching: ON,
  'no-face': ON,
  unclear: UNCLEAR,
  'camera-off': HELD,
  presenting: HELD,
  unseen: HELD,
  paused: HELD,
  error: FAILED,
};

/**
 * The toolbar button's badge for a call tab.
 * @param asked emoji of the open question whether to send it: a hidden card cannot ask
 */
export function badgeFor(state: CallState, asked?: string): ToolbarBadge {
  return asked === undefined ? BADGES[state.kind] : { ...ASKING, text: `${emojiText(asked)}?` };
}

/** The badge after a call whose card was hidden: how many reactions were sent. */
export function summaryBadge(reactions: number): ToolbarBadge {
  return { ...ASKING, text: String(Math.min(reactions, 999)) };
}

/** What the toolbar button says when the mouse is over it. @param keys the user's own */
export function titleFor(state: CallState, keys: HotkeyNames, asked?: string): string {
  if (asked === undefined) return `EmojiGen: ${stateText(state).title}`;
  const [yes, no] = [keys['send-now'], keys.cancel];
  const emoji = emojiText(asked);
  return yes === undefined || no === undefined ? WORDS.ask(emoji) : WORDS.askWithKeys(emoji, yes, no);
}
