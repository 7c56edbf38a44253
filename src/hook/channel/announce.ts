/**
 * The hop from the page's MAIN world to the content script: an EventTarget that only the two hold. It is created by
 * the hook and handed over as `relatedTarget` of one MouseEvent on the window, before any page script runs. Later
 * tracks travel in MediaStreamTrackEvents on it: nothing is added to the DOM, no content security policy applies,
 * `document.open()` does not silence it, and the page can neither listen in nor speak on it (docs/hook.md).
 *
 * Only where this is impossible (the extension was updated inside an open page) do the two meet by events that a
 * page script could see and send. The content script therefore takes nothing on trust: see own-camera.ts.
 */
import { type Answers, answerOffers, OFFER_AGAIN, OUTPUTS_KNOWN } from './offer';

/** On the window, hook -> content script: `relatedTarget` is the channel. */
export const OFFER = 'emojigen:offer';
/** On the window, content script -> hook: offer the channel (again). */
export const ASK = 'emojigen:ask';
/** On the window, new content script -> old one: an orphan must let go of the channel now. */
export const NEWER = 'emojigen:newer';

/** On the channel, hook -> content script: a MediaStreamTrackEvent with a camera track that the page was given. */
export const OPENED = 'opened';
/** On the channel, hook -> content script: the page shares a screen. The screen's track itself stays in the page. */
export const SHARED = 'shared';
/** On the channel, content script -> hook: to be answered with SHARED, within the same dispatch, if a screen is shared. */
export const ASK_SHARED = 'ask-shared';
/** On the channel, content script -> hook: taken; the hook offers it to nobody else. */
export const TAKE = 'take';
/** On the channel, content script -> hook: announce again what is open. */
export const AGAIN = 'again';
/** On the channel, content script -> hook: nobody listens any more; the hook takes itself away. */
export const FREE = 'free';

export interface HookEvents {
  /** A camera, as the page's world says. */
  onTrack(track: MediaStreamTrack): void;
  /** The page shares a screen, as its world says: it may keep the camera from being read, never more. */
  onShared(): void;
}

export interface HookLink {
  /** Asks the hook to announce again what is open. */
  again(): void;
  /** Cameras no longer wait for an answer to come: it is known what to give. */
  outputsKnown(): void;
  /** The answers for what is sent have changed: asks for them to be asked for again. */
  offerAgain(): void;
  /** If the page shares a screen, `onShared` is called before this returns. */
  askShared(): void;
}

/**
 * The content script's end: takes the channel as soon as the hook offers it.
 * @param signal ends it; the hook then takes itself away until another content script comes
 */
export function linkToHook(
  window: Window & typeof globalThis,
  { onTrack, onShared }: HookEvents,
  signal: AbortSignal,
  answers: Answers = { given: () => null, sent: () => null },
): HookLink {
  const { MediaStreamTrackEvent, MouseEvent, Event } = window;
  let channel: EventTarget | null = null;
  let known = false;
  const tell = (name: string): void => {
    channel?.dispatchEvent(new Event(name));
  };

  function taken(event: Event): void {
    if (channel !== null || !(event instanceof MouseEvent) || event.relatedTarget === null) return;
    channel = event.relatedTarget;
    window.removeEventListener(OFFER, taken);
    channel.addEventListener(
      OPENED,
      (opened) => {
        if (opened instanceof MediaStreamTrackEvent) onTrack(opened.track);
      },
      { signal },
    );
    channel.addEventListener(SHARED, () => onShared(), { signal });
    answerOffers(window, channel, answers, signal);
    if (known) tell(OUTPUTS_KNOWN);
    tell(TAKE);
  }

  window.addEventListener(OFFER, taken, { signal });
  signal.addEventListener('abort', () => tell(FREE));
  window.dispatchEvent(new Event(NEWER));
  window.dispatchEvent(new Event(ASK));
  return {
    again: () => tell(AGAIN),
    outputsKnown() {
      known = true;
      tell(OUTPUTS_KNOWN);
    },
    offerAgain: () => tell(OFFER_AGAIN),
    askShared: () => tell(ASK_SHARED),
  };
}
