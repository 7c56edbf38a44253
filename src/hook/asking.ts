/** Runs in the page's MAIN world: offers a track to the content script and takes its answer. */
import { REPLACED } from './channel/offer';

type Callable = (...args: never[]) => unknown;

/** Offers `track` under a name of offer.ts; the answer, or null where the track is to stay. @throws never */
export type CameraRequest = (name: string, track: MediaStreamTrack) => MediaStreamTrack | null;

/** @param channel that only this script and the content script hold */
export type CreateAsking = (channel: EventTarget) => CameraRequest;

/** @param window whose built-ins are kept, from before page scripts */
export function prepareAsking(window: Window & typeof globalThis): CreateAsking {
  // Kept before page scripts can replace them.
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
