import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { OwnImage } from '../../shared/emoji/own-images';
import { createPending } from '../../shared/settings/pending';
import type { Settings } from '../../shared/settings/schema';
import type { EmojiApi } from './emoji-api';
import { WORDS } from './words';

export interface EmojiModel {
  /** Undefined until loaded. */
  readonly settings: Settings | undefined;
  readonly images: readonly OwnImage[] | undefined;
  /** The error of the user's last action, or of reading; null if there is none. */
  readonly problem: string | null;
  /**
   * Runs an action, then reads everything again.
   * @param chosen the action's changes to the settings: shown at once, so that the next choice builds on them
   */
  readonly act: (work: () => Promise<unknown>, chosen?: Partial<Settings>) => void;
}

/** The emoji page's data, updated on changes by other pages. */
export function useEmoji(api: EmojiApi): EmojiModel {
  const [known, setKnown] = useState<Omit<EmojiModel, 'act'>>({
    settings: undefined,
    images: undefined,
    problem: null,
  });
  const read = useRef<() => Promise<void>>(async () => {});
  const [pending] = useState(() => createPending<Settings>());

  useEffect(() => {
    let gone = false;
    let newest = 0;
    read.current = async () => {
      const mine = ++newest;
      const [settings, images] = await Promise.all([api.settings(), api.images()]);
      // A later reading has overtaken this one.
      if (!gone && mine === newest)
        setKnown((before) => ({ ...before, settings: pending.over(settings), images }));
    };
    const failed = (error: unknown): void => {
      if (!gone) setKnown((before) => ({ ...before, problem: messageOf(error) }));
    };
    read.current().catch(failed);
    const stop = api.watch(() => void read.current().catch(failed));
    return () => {
      gone = true;
      stop();
      read.current = async () => {};
    };
  }, [api, pending]);

  const act = useCallback(
    (work: () => Promise<unknown>, chosen: Partial<Settings> = {}) => {
      const done = pending.add(chosen);
      setKnown(({ settings, ...before }) => ({
        ...before,
        problem: null,
        settings: settings && pending.over(settings),
      }));
      work()
        .finally(done)
        .catch((error: unknown) => setKnown((before) => ({ ...before, problem: messageOf(error) })))
        .then(() => read.current())
        .catch((error: unknown) => setKnown((before) => ({ ...before, problem: messageOf(error) })));
    },
    [pending],
  );

  return { ...known, act };
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : WORDS.failed;
}
