/**
 * The channel between the page's MAIN world and the content script: an EventTarget that only the two hold. The hook creates
 * it and hands it over as `relatedTarget` of one MouseEvent on the window, before any page script runs. Tracks then travel
 * on it in MediaStreamTrackEvents: nothing is added to the DOM, no content security policy applies, `document.open()` does
 * not cut it, and the page can neither listen nor send on it (docs/hook.md).
 *
 * If that is impossible (the extension was updated inside an open page), the two meet by events that a page script could
 * see and send. The content script therefore trusts nothing: see own-camera.ts.
 */
import { type Answers, answerOffers, OFFER_AGAIN, OUTPUTS_KNOWN, trackOf } from './offer';

/** On the window, hook -> content script: `relatedTarget` is the channel. */
export const OFFER = 'emojigen:offer';
/** On the window, content script -> hook: offer the channel (again). */
export const ASK = 'emojigen:ask';
/** On the window, new content script -> old one: an orphan must release the channel now. */
export const NEWER = 'emojigen:newer';

/** On the channel, hook -> content script: a MediaStreamTrackEvent with a camera track that the page received. */
export const OPENED = 'opened';
/** On the channel, hook -> content script: the page asks for a camera or a microphone. */
export const ASKED = 'asked';
/** On the channel, hook -> content script: the page shares a screen. The screen's track itself stays in the page. */
export const SHARED = 'shared';
/** On the channel, content script -> hook: reply with SHARED, within the same dispatch, if a screen is shared. */
export const ASK_SHARED = 'ask-shared';
/**
 * On the channel, content script -> hook: reply with CHANGED, within the dispatch, if another script has wrapped
 * `getUserMedia`.
 */
export const ASK_CHANGED = 'ask-changed';
/** On the channel, hook -> content script: another script has wrapped `getUserMedia`. */
export const CHANGED_EVENT = 'changed';
/** On the channel, content script -> hook: accepted; the hook offers it to nobody else. */
export const TAKE = 'take';
/** On the channel, content script -> hook: announce all open tracks again. */
export const AGAIN = 'again';
/** On the channel, content script -> hook: hook the frame whose window is `relatedTarget`; reply within the dispatch. */
export const ADOPT = 'adopt';
/** On the channel, hook -> content script: `relatedTarget` is the frame's own channel. */
export const ADOPTED = 'adopted';
/** On the channel, hook -> content script: `relatedTarget` is a blank window that the page has just opened. */
export const POPUP = 'popup';
/** On the channel, content script -> hook: nobody listens any more; the hook removes itself. */
export const FREE = 'free';

export interface HookEvents {
  /** The page's world reports a camera. */
  onTrack(track: MediaStreamTrack): void;
  /** The page's world reports that it asks for a camera or a microphone. */
  onAsked?(): void;
  /** The page's world reports a shared screen: it can stop us from reading the camera, never more. */
  onShared(): void;
  /** The page has opened a blank window, which is a part of it. */
  onPopup?(popup: Window): void;
}

export interface HookLink {
  /** Hooks a frame that the page's scripts can reach and returns its channel. Null if there is no hook or no such frame. */
  adopt(frame: Window): EventTarget | null;
  /** Whether the page's world reports that another script has wrapped `getUserMedia`. */
  isChanged(): boolean;
  /** Calls `step` as soon as there is a channel. */
  whenTaken(step: () => void): void;
  /** Serves a frame of this window as if its cameras and senders were this window's own. */
  serve(channel: EventTarget): void;
  /** The frame is gone: releases everything of it. */
  leave(channel: EventTarget): void;
  /** Asks the hook to announce all open tracks again. */
  again(): void;
  /** The answers for cameras are known: cameras need not wait any longer. */
  outputsKnown(): void;
  /** The answers for sent tracks have changed: asks the hook to offer them again. */
  offerAgain(): void;
  /** If the page shares a screen, `onShared` is called before this returns. */
  askShared(): void;
}

export interface Lifetime {
  readonly signal: AbortSignal;
  readonly until?: AbortSignal;
}

/** How a content script obtains its channel. */
export type Meet = (take: (channel: EventTarget) => void) => void;

/**
 * The content script's end: takes the channel as soon as the hook offers it.
 * @param lifetime `signal` ends it: the hook then removes itself until another content script comes. `until` ends it
 *   without that: another content script serves this window.
 * @param meet for a frame that the page's scripts can reach: the channel then comes from the page's content script, and
 *   nothing is sent on this window, where the page may listen
 */
export function linkToHook(
  window: Window & typeof globalThis,
  { onTrack, onAsked, onShared, onPopup }: HookEvents,
  { signal: lifetime, until }: Lifetime,
  answers: Answers = { given: () => null, sent: () => null },
  meet?: Meet,
): HookLink {
  const { MouseEvent, Event } = window;
  const all = until ? AbortSignal.any([lifetime, until]) : lifetime;
  const ends = new WeakMap<EventTarget, AbortController>();
  const waiting: (() => void)[] = [];
  let channels: readonly EventTarget[] = [];
  let known = false;
  const tell = (name: string): void => {
    for (const channel of channels) channel.dispatchEvent(new Event(name));
  };

  function take(channel: EventTarget): void {
    if (channels.includes(channel)) return;
    channels = [...channels, channel];
    const gone = new AbortController();
    ends.set(channel, gone);
    const signal = AbortSignal.any([all, gone.signal]);
    const opened = (event: Event): void => {
      const track = trackOf(event);
      if (track !== null) onTrack(track);
    };
    channel.addEventListener(OPENED, opened, { signal });
    channel.addEventListener(ASKED, () => onAsked?.(), { signal });
    channel.addEventListener(SHARED, () => onShared(), { signal });
    channel.addEventListener(
      POPUP,
      (event) => {
        const popup = (event as Partial<MouseEvent>).relatedTarget;
        if (popup) onPopup?.(popup as Window);
      },
      { signal },
    );
    answerOffers(window, channel, answers, signal);
    if (known) channel.dispatchEvent(new Event(OUTPUTS_KNOWN));
    channel.dispatchEvent(new Event(TAKE));
    for (const step of waiting.splice(0)) step();
  }

  function offered(event: Event): void {
    if (channels.length > 0 || !(event instanceof MouseEvent) || event.relatedTarget === null) return;
    window.removeEventListener(OFFER, offered);
    take(event.relatedTarget);
  }

  function adopt(frame: Window): EventTarget | null {
    const [channel] = channels;
    if (channel === undefined) return null;
    let adopted: EventTarget | null = null;
    const answer = (event: Event): void => {
      adopted = (event as Partial<MouseEvent>).relatedTarget ?? null;
    };
    channel.addEventListener(ADOPTED, answer);
    channel.dispatchEvent(new MouseEvent(ADOPT, { relatedTarget: frame }));
    channel.removeEventListener(ADOPTED, answer);
    return adopted;
  }

  lifetime.addEventListener('abort', () => tell(FREE));
  until?.addEventListener('abort', () => {
    channels = [];
  });
  if (meet) {
    meet(take);
  } else {
    window.addEventListener(OFFER, offered, { signal: all });
    window.dispatchEvent(new Event(NEWER));
    window.dispatchEvent(new Event(ASK));
  }
  return {
    adopt,
    serve: take,
    leave(channel) {
      ends.get(channel)?.abort();
      channels = channels.filter((each) => each !== channel);
    },
    isChanged() {
      let changed = false;
      const answer = (): void => {
        changed = true;
      };
      for (const channel of channels) channel.addEventListener(CHANGED_EVENT, answer);
      tell(ASK_CHANGED);
      for (const channel of channels) channel.removeEventListener(CHANGED_EVENT, answer);
      return changed;
    },
    whenTaken(step) {
      if (channels.length > 0) step();
      else waiting.push(step);
    },
    again: () => tell(AGAIN),
    outputsKnown() {
      known = true;
      tell(OUTPUTS_KNOWN);
    },
    offerAgain: () => tell(OFFER_AGAIN),
    askShared: () => tell(ASK_SHARED),
  };
}
