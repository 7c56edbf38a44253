/** Reports when the page of a frame is left, and when it comes back from the back/forward cache. */

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
  /** Reports the state of this frame if it is the one that reports. */
  tellState(state: CallState): void;
}

/**
 * @param page the window
 * @returns reports that the call of this frame is over although the page stays (for frames inside a page)
 */
export function watchPageLife(page: EventTarget, parts: PageLifeParts, signal: AbortSignal): () => void {
  const { isTop, session, frames, tell, tellState } = parts;
  // A removed frame must report it, or the badge would stay.
  const reportPageLeft = (): void => {
    if (isTop || !session()?.hasCamera) return;
    frames.cameraClosed();
    tell({ to: 'background', type: 'call-state', state: { kind: 'waiting' } });
  };
  page.addEventListener('pagehide', reportPageLeft, { signal });
  // The tab has shown another page in between, and the browser has cleared the badge.
  const back = (): void => {
    const state = session()?.snapshot().state;
    if (state) tellState(state);
  };
  whenRestored(page, back, signal);
  return reportPageLeft;
}
