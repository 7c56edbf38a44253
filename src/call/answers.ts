/** Answers of one frame of a call page to the popup, the diagnostic page and the background. */

import { startTimer } from '../shared/edges/timers';
import type { ConfigChanged } from '../shared/messages/call-config';
import type {
  AskSite,
  CallSnapshot,
  CameraElsewhere,
  CameraGone,
  ToCallTab,
} from '../shared/messages/call-tab';
import type { SiteReport } from '../shared/messages/site-report';
import type { CallSession } from './call-session';
import type { Outgoing } from './outgoing';
import type { SitePart } from './sites/call-site';
import { embeddedHosts } from './sites/embedded';

/** A frame without a camera waits this long, so that the frame with the camera answers first. Milliseconds. */
const ANSWER_DELAY = 200;

export interface AnswerParts {
  /** Whether this is the page itself and not a frame in it. */
  readonly isTop: boolean;
  /** Null while EmojiGen is off here, like `site`. */
  session(): CallSession | null;
  site(): SitePart | null;
  readonly outgoing: Pick<Outgoing, 'state' | 'othersSee'>;
  /** See `HookSide`. */
  coversEffect(): boolean;
  setPaused(paused: boolean): void;
  /** Hides or shows the overlay. */
  toggleOverlay(): void;
  /** Another frame of this tab has opened or lost the camera. */
  onElsewhere(claim: CameraElsewhere): void;
  onGone(message: CameraGone): void;
  /** The user's choices have changed. */
  onConfigChanged(): void;
}

/** The message listener: undefined for messages that are not for this frame, or that another frame answers. */
export function createAnswers(parts: AnswerParts) {
  const { isTop, session, site, outgoing, setPaused, toggleOverlay, onElsewhere, onGone } = parts;

  function snapshot(): CallSnapshot {
    const callSite = site()?.snapshot();
    // Only if no camera is known: otherwise the call is here.
    const embedded = isTop && session() && !session()?.hasCamera ? embeddedHosts(document) : [];
    return {
      ...(embedded.length > 0 && { embedded }),
      ...(session()?.snapshot() ?? { state: { kind: 'off' }, reactions: [], load: null }),
      ...(outgoing.state === null ? {} : { outgoing: outgoing.state }),
      ...(outgoing.othersSee && { othersSee: outgoing.othersSee }),
      ...(parts.coversEffect() && { effect: true as const }),
      ...(callSite && { site: callSite }),
    };
  }

  return (raw: unknown): Promise<CallSnapshot | SiteReport | null> | undefined => {
    const message = raw as ToCallTab | AskSite | CameraElsewhere | CameraGone | ConfigChanged | null;
    if (message?.to !== 'call') return undefined;
    if (message.type === 'camera-elsewhere') return void onElsewhere(message);
    if (message.type === 'camera-gone') return void onGone(message);
    if (message.type === 'config-changed') return void parts.onConfigChanged();
    // Also without a camera: the call may continue in this frame later.
    if (message.type === 'pause') setPaused(true);
    if (message.type === 'resume') setPaused(false);
    if (!isTop && !session()?.hasCamera) return undefined;
    if (message.type === 'retry') session()?.retry();
    if (message.type === 'send-now') session()?.sendNow();
    if (message.type === 'cancel') session()?.cancel();
    if (message.type === 'toggle-overlay') toggleOverlay();
    if (message.type === 'wrong') session()?.markWrong(message.time);
    const result = message.type === 'diagnose' ? () => site()?.report() ?? null : snapshot;
    if (session()?.hasCamera) return Promise.resolve(result());
    return new Promise((resolve) => startTimer(() => resolve(result()), ANSWER_DELAY));
  };
}
