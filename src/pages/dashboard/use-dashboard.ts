import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { OwnImage } from '../../shared/emoji/own-images';
import { HistoryError } from '../../shared/history/errors';
import type { Overview } from '../../shared/history/store';
import type { StorageUse } from '../../shared/messages/history';
import type { Settings } from '../../shared/settings/schema';
import { DAY } from '../../shared/statistics/aggregate';
import type { CountedReaction } from '../../shared/statistics/reactions';
import type { DashboardApi } from './dashboard-api';
import { WORDS } from './words';

/** The reactions of the first period and of the one before it are read first: those of a year take a while. */
const RECENT = 70 * DAY;

export interface Known {
  readonly overview: Overview;
  readonly settings: Settings;
  /** By time. Empty until loaded: nothing waits for them. */
  readonly reactions: readonly CountedReaction[];
  /** The user's own images, for reactions that show one. */
  readonly images: readonly OwnImage[];
  /** Null until loaded: nothing waits for it. */
  readonly storage: StorageUse | null;
}

export interface Dashboard {
  /** Null before the first answer. */
  readonly known: Known | null;
  /** Why the last action failed, or why nothing can be read; null if there is no error. */
  readonly problem: string | null;
  /** Whether deleting the history helps: it cannot be opened, and no newer version has written it. */
  readonly mayGiveUp: boolean;
  /** What the last action did. */
  readonly notice: string | null;
  /** Runs an action, then reads everything again. The action resolves with its notice. */
  readonly act: (work: () => Promise<string | undefined>) => void;
  readonly say: (notice: string) => void;
}

export function useDashboard(api: DashboardApi): Dashboard {
  const [known, setKnown] = useState<Known | null>(null);
  const [said, setSaid] = useState<{ problem: string | null; notice: string | null }>({
    problem: null,
    notice: null,
  });
  /** Why the last reading failed, until one succeeds. */
  const [unread, setUnread] = useState<unknown>(null);
  const mounted = useRef(true);

  const read = useCallback(async () => {
    const [overview, settings] = await Promise.all([api.overview(), api.settings()]).catch((error) => {
      if (mounted.current) setUnread(error);
      throw error;
    });
    if (mounted.current) setUnread(null);
    if (mounted.current)
      setKnown((before) => ({
        ...{ reactions: [], images: [], storage: null },
        ...before,
        ...{ overview, settings },
      }));
    const add = (part: Partial<Known>): void => {
      if (mounted.current) setKnown((before) => before && { ...before, ...part });
    };
    const since = api.now() - RECENT;
    /** Those of other times stay until they are read anew. */
    const readReactions = async (from: number, until: number): Promise<void> => {
      const found = await api.reactionsBetween(from, until);
      if (!mounted.current) return;
      setKnown((before) => {
        if (before === null) return null;
        const others = before.reactions.filter(({ time }) => time < from || time >= until);
        return { ...before, reactions: [...others, ...found].sort((a, b) => a.time - b.time) };
      });
    };
    try {
      await Promise.all([
        readReactions(since, Number.MAX_SAFE_INTEGER),
        api.images().then((images) => add({ images })),
        api.storage().then((storage) => add({ storage })),
      ]);
      await readReactions(0, since);
    } catch (error) {
      if (mounted.current) setUnread(error);
      throw error;
    }
  }, [api]);

  const act = useCallback(
    (work: () => Promise<string | undefined>) => {
      setSaid({ problem: null, notice: null });
      const attempt = async () => {
        const notice = await work();
        await read().catch(() => {}); // shown until reading succeeds
        if (mounted.current && notice !== undefined) setSaid({ problem: null, notice });
      };
      attempt().catch((error: unknown) => {
        if (mounted.current) setSaid({ problem: messageOf(error), notice: null });
      });
    },
    [read],
  );

  useEffect(() => {
    mounted.current = true;
    act(async () => undefined);
    const onVisible = (): void => {
      if (!document.hidden) read().catch(() => {}); // the shown data is still good enough
    };
    document.addEventListener('visibilitychange', onVisible);
    // A page in its own window beside the call is never hidden.
    window.addEventListener('focus', onVisible);
    return () => {
      mounted.current = false;
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('focus', onVisible);
    };
  }, [act, read]);

  const say = useCallback((notice: string) => setSaid({ problem: null, notice }), []);
  const problem = said.problem ?? (unread === null ? null : messageOf(unread));
  const mayGiveUp = unread instanceof HistoryError && unread.kind === 'unavailable';
  return { known, notice: said.notice, problem, mayGiveUp, act, say };
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : WORDS.failed;
}
