/** The overlay of a call page, with all of its user actions. */
import type { ToBackground } from '../../shared/messages/background';
import type { CallHints } from '../../shared/messages/call-config';
import type { Settings } from '../../shared/settings/schema';
import type { CallState } from '../../shared/types';
import type { CallSession } from '../call-session';
import { seenByOthers } from '../others-see';
import type { Outgoing } from '../outgoing';
import type { ReactionStyle } from '../reactions/reaction-style';
import type { SitePart } from '../sites/call-site';
import { createPageOverlay, type PageOverlay } from './page-overlay';

export interface CallOverlayParts {
  /** Host name of the top page. */
  readonly host: string;
  /** Null before they are known. */
  settings(): Settings | null;
  /** Null while EmojiGen is off here; so is `session`. */
  site(): SitePart | null;
  session(): CallSession | null;
  hints(): CallHints | null;
  /** A problem that is independent of the state, in words for the user; null for none. */
  notice(): string | null;
  setPaused(paused: boolean): void;
  tell(message: ToBackground): void;
  readonly style: Pick<ReactionStyle, 'pictureUrl' | 'emoji' | 'favourites'>;
  readonly outgoing: Pick<Outgoing, 'state' | 'othersSee' | 'isOn' | 'watch'>;
}

export function createCallOverlay(document: Document, parts: CallOverlayParts): PageOverlay {
  const { host, settings, site, session, setPaused, tell, style, outgoing } = parts;
  return createPageOverlay(document, {
    position: () => settings()?.overlayPosition[host] ?? site()?.corner ?? null,
    notice: parts.notice,
    maybeOver: () => session()?.cameraLive !== true && site()?.tellsCall !== true,
    hints: parts.hints,
    details: () => settings()?.overlayDetails === true,
    others(state) {
      const chosen = settings();
      if (chosen === null || !session()?.hasCamera || state.kind === 'camera-off') return null;
      return seenByOthers(chosen.outputs, chosen.avatar, outgoing.state, outgoing.othersSee);
    },
    glimpse(state) {
      if (!outgoing.isOn) return null;
      return outgoing.state === 'ours' && state.kind !== 'camera-off' ? 'live' : 'empty';
    },
    watchOutgoing: outgoing.watch,
    emojiUrl: style.pictureUrl,
    emoji: style.emoji,
    favourites: style.favourites,
    events: {
      onMove: (x, y) => tell({ to: 'background', type: 'overlay-moved', x, y }),
      onOff: () => tell({ to: 'background', type: 'site-off' }),
      onSight: (unseen) => session()?.setUnseen(unseen),
      onPause: setPaused,
      onTour: () => tell({ to: 'background', type: 'tour-shown' }),
      onRetry: () => session()?.retry(),
      onSend: (favourite) => session()?.sendByHand(favourite),
      onAnswer: (yes) => (yes ? session()?.sendNow() : session()?.cancel()),
    },
  });
}

/** Whether this frame shows nothing for a state: its call is over, or the pause concerns another frame's camera. */
export function isSilent(state: CallState, session: CallSession | null, site: SitePart | null): boolean {
  if (state.kind === 'camera-off') return site?.isOutside === true;
  return state.kind === 'paused' && !session?.hasCamera;
}
