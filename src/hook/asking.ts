/** Runs in the page's MAIN world: offers a track to the content script and takes its answer. */
import { REPLACED } from './channel/offer';

type Callable = (...args: never[]) => unknown;

/** Offers `track` in an event named as in offer.ts; returns the answer, or null to keep the track. @throws never */
export type CameraRequest = (name: string, track: MediaStreamTrack) => MediaStreamTrack | null;

/** @param channel shared only by this script and the content script */
export type CreateAsking = (channel: EventTarget) => CameraRequest;

/** @param window whose built-ins are saved, before page scripts run */
export function prepareAsking(window: Window & typeof globalThis): CreateAsking {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { EventTarget, MediaStreamTrackEvent, Reflect } = window;
  const { apply } = Reflect;
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const trackOf = Reflect.getOwnPropertyDescriptor(MediaStreamTrackEvent.prototype, 'track')?.get as Callable;

  return (channel) => {
    let answer: MediaStreamTrack | null = null;
    const onAnswer = (event: Event): void => {
      answer = apply(trackOf, event, []) as MediaStreamTrack;
    };
    apply(addEventListener, channel, [REPLACED, onAnswer]);

    return (name, track) => {
      try {
        answer = null;
        const init = { __proto__: null, track } as unknown as MediaStreamTrackEventInit;
        apply(dispatchEvent, channel, [new MediaStreamTrackEvent(name, init)]);
        const given = answer as MediaStreamTrack | null;
        return given === track ? null : given;
      } catch {
        return null;
      } finally {
        answer = null;
      }
    };
  };
}
