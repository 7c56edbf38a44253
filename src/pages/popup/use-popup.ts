import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { OwnImage } from '../../shared/emoji/own-images';
import type { CallSnapshot } from '../../shared/messages/call-tab';
import { createPending } from '../../shared/settings/pending';
import { isSiteOn, type Settings } from '../../shared/settings/schema';
import type { ActiveSite, DaySpans, EmbeddedSite, PopupApi } from './popup-api';
import { WORDS } from './words';

/** The history changes less often than the state, so only every fifth poll reads it. */
const POLLS_PER_HISTORY = 5;
/** Readings after an action: one more a poll later, since the history may change with a delay. */
const READINGS_AFTER = 2;

export interface PopupModel {
  /** Undefined until loaded. */
  readonly site: ActiveSite | undefined;
  readonly settings: Settings | undefined;
  readonly snapshot: CallSnapshot | null | undefined;
  /** Where else the call may be; null if nowhere else. */
  readonly embedded: EmbeddedSite | null;
  readonly day: DaySpans | undefined;
  /** The user's own images. */
  readonly images: readonly OwnImage[];
  /** When the pause everywhere ends; null if there is none. */
  readonly pausedUntil: number | null;
  /** The error of the user's last action, or of reading; null if there is none. */
  readonly problem: string | null;
  /**
   * Runs an action, then reads everything again.
   * @param chosen the action's changes to the settings: shown at once, so that the next choice builds on them
   */
  readonly act: (work: () => Promise<unknown>, chosen?: Partial<Settings>) => void;
}

/** The data that was read. `unread`: why the last reading failed, until one succeeds. */
type Known = Omit<PopupModel, 'act'> & { readonly unread: string | null };

/** Reads the popup's data every `pollMs` milliseconds, one round at a time, while it is open. */
export function usePopup(api: PopupApi, pollMs: number): PopupModel {
  const [{ unread, ...known }, setKnown] = useState<Known>({
    site: undefined,
    settings: undefined,
    snapshot: undefined,
    embedded: null,
    day: undefined,
    images: [],
    pausedUntil: null,
    problem: null,
    unread: null,
  });
  const refresh = useRef<() => void>(() => {});
  const [pending] = useState(() => createPending<Settings>());

  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let round = 0;
    let wanted = 0;
    /** Number of coming polls that read the day in any case. */
    let due = 0;

    type Show = (part: Partial<Known>) => void;
    async function readAll(show: Show, withDay: boolean): Promise<void> {
      const [site, settings, pausedUntil] = await Promise.all([
        api.activeSite(),
        api.settings(),
        api.pausedUntil(),
      ]);
      show({ site, settings: pending.over(settings), pausedUntil });
      const asks = site.kind === 'call-site' && isSiteOn(settings, site.host);
      const [snapshot, day, images] = await Promise.allSettled([
        asks ? api.snapshot(site.tabId) : undefined,
        withDay ? api.spansToday() : undefined,
        withDay ? api.images() : undefined,
      ]);
      const call = snapshot.status === 'fulfilled' ? (snapshot.value ?? null) : null;
      show({ snapshot: asks ? call : undefined });
      const elsewhere = asks && call?.embedded && (await api.embedded(site.tabId, call.embedded));
      show({ embedded: elsewhere || null });
      if (images.status === 'fulfilled' && images.value) show({ images: images.value });
      if (day.status === 'rejected') throw day.reason;
      if (day.value) show({ day: day.value, unread: null });
    }

    async function poll(): Promise<void> {
      clearTimeout(timer);
      // An action starts its own round: the one in progress then starts no timer, and its result is dropped.
      const mine = ++wanted;
      const isLatest = (): boolean => !gone.signal.aborted && mine === wanted;
      const show: Show = (part) => {
        if (isLatest()) setKnown((before) => ({ ...before, ...part }));
      };
      const withDay = round++ % POLLS_PER_HISTORY === 0 || due > 0;
      due = Math.max(0, due - 1);
      try {
        await readAll(show, withDay);
      } catch (error) {
        show({ unread: messageOf(error) });
        due = Math.max(due, 1); // otherwise the error would stay until somebody reads the day
      }
      if (isLatest()) timer = setTimeout(poll, pollMs);
    }

    refresh.current = () => {
      due = READINGS_AFTER;
      void poll();
    };
    void poll();
    return () => {
      gone.abort();
      clearTimeout(timer);
      refresh.current = () => {};
    };
  }, [api, pollMs, pending]);

  const act = useCallback(
    (work: () => Promise<unknown>, chosen: Partial<Settings> = {}) => {
      const done = pending.add(chosen);
      setKnown(({ settings, ...before }) => ({
        ...before,
        problem: null,
        settings: settings && pending.over(settings),
      }));
      work()
        .catch((error: unknown) => setKnown((before) => ({ ...before, problem: messageOf(error) })))
        .finally(() => {
          done();
          refresh.current();
        });
    },
    [pending],
  );

  return { ...known, problem: known.problem ?? unread ?? known.day?.trouble ?? null, act };
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : WORDS.failed;
}
