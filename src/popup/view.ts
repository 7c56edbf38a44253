import type { CallCommand, CallSnapshot } from '../messages/background';
import { isSiteOn, type Settings } from '../settings/schema';
import { type StateText, stateText } from '../ui/state-text';
import { WORDS } from './control-words';
import type { ActiveSite } from './popup-api';

export interface StateView extends StateText {
  /** The one thing to do about it, if there is one. */
  readonly action: {
    readonly command: CallCommand;
    readonly label: string;
  } | null;
}

const RETRY = { command: 'retry', label: 'Try again' } as const;
const PAUSE = { command: 'pause', label: 'Pause' } as const;
const RESUME = { command: 'resume', label: 'Resume' } as const;

/**
 * The state in words.
 * @param snapshot the call tab's last answer; null where nobody answered, undefined before it was asked
 */
export function stateView(
  site: ActiveSite,
  settings: Settings,
  snapshot: CallSnapshot | null | undefined,
): StateView {
  if (!settings.enabled) return { ...WORDS.master.state, tone: 'warn', action: null };
  if (site.kind === 'other') {
    return {
      title: 'Not a call page',
      explanation: 'This page is not a call site that EmojiGen knows.',
      tone: 'warn',
      action: null,
    };
  }
  if (site.kind === 'new-site') {
    return {
      title: 'Not allowed here yet',
      explanation:
        'If you have calls on this page, allow EmojiGen to run on it. It runs on no other page by that.',
      tone: 'warn',
      action: null,
    };
  }
  if (!isSiteOn(settings, site.host)) {
    return {
      title: 'Off on this site',
      explanation: 'Your camera is not read here until you turn EmojiGen on.',
      tone: 'warn',
      action: null,
    };
  }
  if (snapshot === undefined) {
    return { title: 'One moment', explanation: 'Asking the call page.', tone: 'busy', action: null };
  }
  if (snapshot === null) {
    return {
      title: 'Reload to start',
      explanation: 'Reload the call page to start. It was opened before EmojiGen was ready.',
      tone: 'warn',
      action: null,
    };
  }
  // The site is on: a tab that still says `off` has not heard of it yet.
  const state = snapshot.state.kind === 'off' ? ({ kind: 'waiting' } as const) : snapshot.state;
  return { ...stateText(state), action: actionFor(state.kind) };
}

function actionFor(kind: CallSnapshot['state']['kind']): StateView['action'] {
  if (kind === 'error') return RETRY;
  if (kind === 'paused') return RESUME;
  const runs = kind === 'watching' || kind === 'no-face' || kind === 'unclear' || kind === 'loading';
  return runs ? PAUSE : null;
}
