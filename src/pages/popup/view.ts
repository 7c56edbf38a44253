import type { CallCommand, CallSnapshot } from '../../shared/messages/background';
import { isSiteOn, type Settings } from '../../shared/settings/schema';
import { type StateText, stateText } from '../../shared/ui/state-text';
import type { ActiveSite, EmbeddedSite } from './popup-api';
import { WORDS } from './words';

export interface StateView extends StateText {
  /** The one thing to do about it, if there is one. */
  readonly action: {
    readonly command: CallCommand;
    readonly label: string;
  } | null;
}

const { commands, states } = WORDS;

/**
 * The state in words.
 * @param snapshot the call tab's last answer; null where nobody answered, undefined before it was asked
 * @param embedded where the call may be while the page itself waits for a camera
 */
export function stateView(
  site: ActiveSite,
  settings: Settings,
  snapshot: CallSnapshot | null | undefined,
  embedded: EmbeddedSite | null = null,
): StateView {
  if (!settings.enabled) return { ...WORDS.controls.master.state, tone: 'warn', action: null };
  if (site.kind === 'other') return { ...states.other, tone: 'warn', action: null };
  if (site.kind === 'new-site') return { ...states.newSite, tone: 'warn', action: null };
  if (!isSiteOn(settings, site.host)) return { ...states.siteOff, tone: 'warn', action: null };
  if (snapshot === undefined) return { ...states.asking, tone: 'busy', action: null };
  if (snapshot === null) return { ...states.reload, tone: 'warn', action: null };
  // The site is on: a tab that still says `off` has not heard of it yet.
  const state = snapshot.state.kind === 'off' ? ({ kind: 'waiting' } as const) : snapshot.state;
  if (state.kind === 'waiting' && embedded !== null) {
    const { title, explanation } = states.embedded;
    const text = embedded.allowed ? states.reload : { title, explanation: explanation(embedded.host) };
    return { ...text, tone: 'warn', action: null };
  }
  return { ...stateText(state), action: actionFor(state.kind) };
}

function actionFor(kind: CallSnapshot['state']['kind']): StateView['action'] {
  const action = (command: 'retry' | 'pause' | 'resume') => ({ command, label: commands[command] });
  if (kind === 'error') return action('retry');
  if (kind === 'paused') return action('resume');
  const runs = kind === 'watching' || kind === 'no-face' || kind === 'unclear' || kind === 'loading';
  return runs ? action('pause') : null;
}
