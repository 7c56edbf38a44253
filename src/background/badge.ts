import type { CallState } from '../shared/types';

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
  paused: HELD,
  error: FAILED,
};

/** The toolbar button's badge for a call tab. */
export function badgeFor(state: CallState): ToolbarBadge {
  return BADGES[state.kind];
}
