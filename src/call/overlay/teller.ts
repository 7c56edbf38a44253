/** Tells a screen reader what `announce.ts` decides, when it decides. */
import { createAlarm } from './alarm';
import { type Announcement, dueAt, offer, SILENT, take } from './announce';

/** @param say puts a text into the live region; none is said after `signal` aborts */
export function createTeller(
  signal: AbortSignal,
  say: (text: string) => void,
): (announcement: Announcement) => void {
  let announcer = SILENT;
  const look = (): void => {
    const taken = take(announcer, Date.now());
    announcer = taken.announcer;
    if (taken.text !== null) say(taken.text);
    alarm.set(dueAt(announcer));
  };
  const alarm = createAlarm(signal, look);
  return (announcement) => {
    announcer = offer(announcer, announcement, Date.now());
    look();
  };
}
