import type { BackgroundAnswers } from '../shared/messages/background';
import { WORDS } from '../shared/words/frames';

type Ensured = BackgroundAnswers['ensure-offscreen'];

/** Where the networks run. Chrome has one offscreen document; Firefox has none. */
export interface OffscreenOwner {
  /** Makes sure it runs. Never rejects: a failure is told in plain words. */
  ensure(): Promise<Ensured>;
}

/** What the browser offers for it. */
export interface OffscreenApi {
  exists(): Promise<boolean>;
  create(): Promise<void>;
}

/** Creates the document once, however many call tabs ask at the same time. */
export function createOffscreenOwner(api: OffscreenApi): OffscreenOwner {
  let running: Promise<Ensured> | null = null;

  async function ensure(): Promise<Ensured> {
    try {
      if (!(await api.exists())) await api.create();
      return { ok: true };
    } catch (error) {
      // A service worker that was just suspended may have left a creation under way: then all is well.
      if (await api.exists().catch(() => false)) return { ok: true };
      console.error('EmojiGen: the offscreen document could not be created', error);
      return {
        ok: false,
        message: WORDS.noPage,
      };
    }
  }

  return {
    ensure() {
      running ??= ensure().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

/** For Chrome versions without offscreen documents. */
export const NO_OFFSCREEN: OffscreenOwner = {
  ensure: async () => ({ ok: false, message: WORDS.noBrowser }),
};

/** In Firefox the networks run in the background page itself: whoever can ask has started it. */
export const IN_BACKGROUND: OffscreenOwner = { ensure: async () => ({ ok: true }) };
