/** What a frame tells when its page is left, and again when it comes back: nobody else knows. */

import type { ToBackground } from '../shared/messages/background';
import type { CallState } from '../shared/types';
import type { CallSession } from './call-session';
import type { TabFrames } from './camera/tab-frames';
import { whenRestored } from './frames/restored';

export interface PageLifeParts {
  readonly isTop: boolean;
  /** Null while EmojiGen is off here. */
  session(): Pick<CallSession, 'hasCamera' | 'snapshot'> | null;
  readonly frames: Pick<TabFrames, 'cameraClosed'>;
  tell(message: ToBackground): void;
  /** Says what this frame is doing, if it is the one to say it. */
  tellState(state: CallState): void;
}

/**
 * @param page the window
 * @returns says that this frame's call is over though its page goes on, for frames that are not the page itself
 */
export function watchPageLife(page: EventTarget, parts: PageLifeParts, signal: AbortSignal): () => void {
  const { isTop, session, frames, tell, tellState } = parts;
  // A frame that is taken out of its page says so, or the badge would stay.
  const reportPageLeft = (): void => {
    if (isTop || !session()?.hasCamera) return;
    frames.cameraClosed();
    tell({ to: 'background', type: 'call-state', state: { kind: 'waiting' } });
  };
  page.addEventListener('pagehide', reportPageLeft, { signal });
  // The tab has shown another page meanwhile, and the browser has cleared the badge.
  const back = (): void => {
    const state = session()?.snapshot().state;
    if (state) tellState(state);
  };
  whenRestored(page, back, signal);
  return reportPageLeft;
}
