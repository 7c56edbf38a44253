import type { AvatarChoice } from '../../shared/avatar/choice';
import type { CallCommand, CallSite, CallSnapshot, OutgoingState } from '../../shared/messages/call-tab';
import { isSiteOn, type Outputs, type Settings } from '../../shared/settings/schema';
import { type StateText, stateText } from '../../shared/ui/state-text';
import type { ActiveSite, EmbeddedSite } from './popup-api';
import { WORDS } from './words';

export interface StateView extends StateText {
  /** The action that the state offers, if any. */
  readonly action: {
    readonly command: CallCommand;
    readonly label: string;
  } | null;
}

const { commands, states } = WORDS;

/**
 * The state in words.
 * @param snapshot the call tab's last answer; null if nobody answered, undefined before it was asked
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
  // The site is on: a tab that still reports `off` does not know it yet.
  const state = snapshot.state.kind === 'off' ? ({ kind: 'waiting' } as const) : snapshot.state;
  if (state.kind === 'waiting' && embedded !== null) {
    const { title, explanation } = states.embedded;
    const text = embedded.allowed ? states.reload : { title, explanation: explanation(embedded.host) };
    return { ...text, tone: 'warn', action: null };
  }
  return { ...stateText(state), action: actionFor(state.kind) };
}

/**
 * What others in the call see right now, in words: the effect, not the choice.
 * @param avatar which figure moves in the picture
 * @param outgoing whose picture others get
 */
export function othersSee(
  { video, mask, siteReaction }: Outputs,
  { figure, companion }: AvatarChoice,
  autoReactions: boolean,
  outgoing: OutgoingState,
  callSite: CallSite | null,
): string {
  const { see } = WORDS.outputs;
  const picture = (): string => {
    if (outgoing === 'camera') return see.plain;
    if (mask !== 'off') {
      if (outgoing === 'failed' || outgoing === 'unable') return see.covered;
      return figure === 'still' ? see.mask : see.avatar;
    }
    if (outgoing !== 'ours') return see.plain;
    if (companion) return see.companion;
    return video && autoReactions ? see.emoji : see.plain;
  };
  const presses = siteReaction && callSite?.reacts === true && callSite.problem === null;
  return presses ? `${picture()}\u00a0· ${see.reactions(callSite.name)}` : picture();
}

function actionFor(kind: CallSnapshot['state']['kind']): StateView['action'] {
  const action = (command: 'retry' | 'pause' | 'resume') => ({ command, label: commands[command] });
  if (kind === 'error') return action('retry');
  if (kind === 'paused') return action('resume');
  if (kind === 'unseen') return { command: 'toggle-overlay', label: commands.hideCard };
  const runs = kind === 'watching' || kind === 'no-face' || kind === 'unclear' || kind === 'loading';
  return runs ? action('pause') : null;
}
