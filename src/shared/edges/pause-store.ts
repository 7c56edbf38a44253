import { type PauseMinutes, parsePause, pauseEnd } from '../settings/pause';
import { browserArea } from './settings-store';

/** Storage key of the time until which everything is paused. */
export const PAUSE_KEY = 'pausedUntil';

/** The pause everywhere. Only the background writes. */
export interface PauseStore {
  /** When the pause ends, milliseconds since the epoch; null if there is none. */
  read(): Promise<number | null>;
  /** Pauses for some minutes; null ends the pause. Resolves with its new end. */
  pauseFor(minutes: PauseMinutes | null): Promise<number | null>;
  /** Calls back after every change. Returns a function that stops. */
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
