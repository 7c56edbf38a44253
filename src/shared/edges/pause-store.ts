import { type PauseMinutes, parsePause, pauseEnd } from '../settings/pause';
import { browserArea } from './settings-store';

/** The storage key of the moment until which everything is paused. */
export const PAUSE_KEY = 'pausedUntil';

/** The pause everywhere. Only the background writes. */
export interface PauseStore {
  /** When it is over, milliseconds since the epoch; null where there is none. */
  read(): Promise<number | null>;
  /** Null ends it. Resolves with its new end. */
  pauseFor(minutes: PauseMinutes | null): Promise<number | null>;
  /** Calls back after every change. Returns the way to stop. */
  watch(changed: (until: number | null) => void): () => void;
}

export interface PauseArea {
  get(): Promise<unknown>;
  set(value: unknown): Promise<void>;
  watch(changed: (value: unknown) => void): () => void;
}

/** @param now milliseconds since the epoch */
export function createPauseStore(now: () => number, area: PauseArea = browserArea(PAUSE_KEY)): PauseStore {
  return {
    read: async () => parsePause(await area.get(), now()),
    async pauseFor(minutes) {
      const until = minutes === null ? null : pauseEnd(minutes, now());
      await area.set(until);
      return until;
    },
    watch: (changed) => area.watch((value) => changed(parsePause(value, now()))),
  };
}
