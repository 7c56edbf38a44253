import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { OwnImage } from '../../shared/emoji/own-images';
import type { CallSnapshot } from '../../shared/messages/background';
import { createPending } from '../../shared/settings/pending';
import { isSiteOn, type Settings } from '../../shared/settings/schema';
import type { ActiveSite, DaySpans, EmbeddedSite, PopupApi } from './popup-api';
import { WORDS } from './words';

/** History changes less often than the state: it is read on every fifth poll. */
const POLLS_PER_HISTORY = 5;
/** After something the user did: once more one poll later, since what follows in the history may take its time. */
const READINGS_AFTER = 2;

export interface PopupModel {
  /** Undefined until first known. */
  readonly site: ActiveSite | undefined;
  readonly settings: Settings | undefined;
  readonly snapshot: CallSnapshot | null | undefined;
  /** Where the call may be instead; null if it is not elsewhere. */
  readonly embedded: EmbeddedSite | null;
  readonly day: DaySpans | undefined;
  /** The user's own images. */
  readonly images: readonly OwnImage[];
  /** When the pause everywhere is over; null: there is none. */
  readonly pausedUntil: number | null;
  /** The error of the user's last action, or of reading; null if there is none. */
  readonly problem: string | null;
  /**
   * Runs what the user asked for, then reads everything again.
   * @param chosen what it changes in the settings: shown at once, so that what is chosen next goes on from it
   */
  readonly act: (work: () => Promise<unknown>, chosen?: Partial<Settings>) => void;
}

/** What has been read so far. `unread`: why the last reading failed, until one succeeds. */
type Known = Omit<PopupModel, 'act'> & { readonly unread: string | null };

/** Reads all that the popup shows every `pollMs` milliseconds, one round at a time, as long as it is open. */
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
    /** Polls from now on that read the day, whatever their number. */
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
      // An action asks for a round of its own: the one under way then starts no timer, and what it finds is out of date.
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
        due = Math.max(due, 1); // or what went wrong would be told as long as nobody reads the day
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
