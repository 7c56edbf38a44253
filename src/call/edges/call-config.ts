/** The user's settings, images and pause in a call page: requested from the background, again after every change. */
import { askBackground } from '../../shared/edges/ask-background';
import { applyMessages } from '../../shared/edges/browser-language';
import type { ImageStore } from '../../shared/edges/image-store';
import type { PauseStore } from '../../shared/edges/pause-store';
import type { SettingsStore } from '../../shared/edges/settings-store';
import { startTimer } from '../../shared/edges/timers';
import type { CallConfig, CallHints } from '../../shared/messages/call-config';
import { isSame } from '../../shared/settings/patch';

/** Waits before asking again: the background may be starting. Milliseconds. */
const ASK_AGAIN = [200, 1000] as const;

export interface CallConfigSource {
  readonly settings: Pick<SettingsStore, 'read' | 'watch'>;
  readonly images: Pick<ImageStore, 'list' | 'watch'>;
  readonly pause: Pick<PauseStore, 'read' | 'watch'>;
  /** As of the last answer; null before the first. */
  readonly hints: CallHints | null;
  /** The background reports a change. */
  changed(): void;
}

/** @param ask for the config as it is now; rejects while the background cannot be reached */
export function createCallConfigSource(
  ask: () => Promise<CallConfig> = () => askBackground({ type: 'get-call-config' }),
): CallConfigSource {
  const watchers = {
    settings: new Set<(settings: CallConfig['settings']) => void>(),
    images: new Set<(images: CallConfig['images']) => void>(),
    pausedUntil: new Set<(until: CallConfig['pausedUntil']) => void>(),
  };
  let last: CallConfig | null = null;
  let asking: Promise<CallConfig> | null = null;

  async function askUntilAnswered(): Promise<CallConfig> {
    for (const wait of ASK_AGAIN) {
      try {
        return await ask();
      } catch {
        await new Promise<void>((go) => startTimer(go, wait));
      }
    }
    return ask();
  }

  /** Those who ask at the same time share one question. */
  function read(): Promise<CallConfig> {
    if (asking !== null) return asking;
    const asked: Promise<CallConfig> = askUntilAnswered().then(
      (config) => {
        if (asking === asked) asking = null;
        // Before anybody shows a word of it.
        if (!isSame(last?.words ?? null, config.words)) applyMessages(config.words);
        last = config;
        return config;
      },
      (error) => {
        if (asking === asked) asking = null;
        throw error;
      },
    );
    asking = asked;
    return asked;
  }

  function watch<T>(all: Set<(value: T) => void>) {
    return (changed: (value: T) => void): (() => void) => {
      all.add(changed);
      return () => void all.delete(changed);
    };
  }

  return {
    settings: { read: async () => (await read()).settings, watch: watch(watchers.settings) },
    images: { list: async () => (await read()).images, watch: watch(watchers.images) },
    get hints() {
      return last?.hints ?? null;
    },
    pause: { read: async () => (await read()).pausedUntil, watch: watch(watchers.pausedUntil) },
    changed() {
      const before = last;
      // What was asked before may be answered with what was there before.
      asking = null;
      const mine = read();
      mine.then(
        (now) => {
          if (asking !== null && asking !== mine) return; // a later change asks again
          if (!isSame(before?.settings, now.settings))
            for (const tell of watchers.settings) tell(now.settings);
          if (!isSame(before?.images, now.images)) for (const tell of watchers.images) tell(now.images);
          if (before?.pausedUntil !== now.pausedUntil)
            for (const tell of watchers.pausedUntil) tell(now.pausedUntil);
        },
        (error) => console.warn('EmojiGen: the settings could not be read', error),
      );
    },
  };
}
