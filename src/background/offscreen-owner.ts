import type { BackgroundAnswers } from '../shared/messages/background';
import { WORDS } from '../shared/words/frames';

type Ensured = BackgroundAnswers['ensure-offscreen'];

/** Owns the document in which the networks run. Chrome has one offscreen document; Firefox has none. */
export interface OffscreenOwner {
  /** Ensures that it runs. Never rejects: a failure is reported in plain words. */
  ensure(): Promise<Ensured>;
}

/** The browser API that is needed. */
export interface OffscreenApi {
  exists(): Promise<boolean>;
  create(): Promise<void>;
}

/** Creates the document once, even if many call tabs ask at the same time. */
export function createOffscreenOwner(api: OffscreenApi): OffscreenOwner {
  let running: Promise<Ensured> | null = null;

  async function ensure(): Promise<Ensured> {
    try {
      if (!(await api.exists())) await api.create();
      return { ok: true };
    } catch (error) {
      // A just suspended service worker may have started the creation: then all is well.
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

/** In Firefox the networks run in the background page itself, which runs whenever somebody can ask. */
export const IN_BACKGROUND: OffscreenOwner = { ensure: async () => ({ ok: true }) };
