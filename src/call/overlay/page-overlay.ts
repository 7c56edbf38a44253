/** The overlay of one page, which is there only while it has something to say, and unless the user hides it. */

import type { CallState, Reaction } from '../../shared/types';
import type { SeenByOthers } from '../others-see';
import { createOverlay, type Overlay, type OverlayEvents, type OverlayOptions } from '.';

/** Where nobody says that the call goes on, a closed camera and a pause are told of for this long. Milliseconds. */
const FADES_AFTER = 60_000;

export interface PageOverlay {
  /** Null while it is hidden. */
  readonly shown: Overlay | null;
  show(state: CallState): void;
  hide(): void;
  /**
   * A question, until some moment (milliseconds since the epoch); null: no longer. A hidden card stays hidden, and the
   * question is for the keys and the popup: a page would see it come.
   */
  ask(reaction: Reaction | null, until: number): void;
  /** The user hides it, or wants to see it again. Nothing else changes by that. */
  toggle(): void;
  /** The settings have changed; `forgotten`: where it stands is the user's choice no more. */
  follow(forgotten: boolean): void;
  /** What others see may have changed. */
  look(): void;
  /** The call is over: hides it, and the next one shows it again. */
  end(): void;
}

export interface PageOverlayOptions extends Omit<OverlayOptions, 'position' | 'details' | 'events'> {
  readonly events: Omit<OverlayEvents, 'onHide'>;
  /** As for `Overlay.setOthers`. @param state what the call tab is doing */
  others(state: CallState): SeenByOthers | null;
  /** Where it appears, as `OverlayOptions.position`. */
  position(): OverlayOptions['position'];
  /** The sentence it appears with, as for `Overlay.setNotice`. */
  notice(): string | null;
  /** Whether it appears with its details. */
  details(): boolean;
  /** Whether the camera is closed, not only off, and nothing says that there is still a call. */
  maybeOver(): boolean;
}

export function createPageOverlay(
  document: Document,
  { position, notice, details, maybeOver, others, events, ...options }: PageOverlayOptions,
): PageOverlay {
  let shown: Overlay | null = null;
  /** What there is to say; null: nothing. */
  let state: CallState | null = null;
  let unwanted = false;
  let question: { readonly reaction: Reaction; readonly until: number } | null = null;
  let fading: ReturnType<typeof setTimeout> | undefined;

  function update(): void {
    if (state === null || unwanted) {
      shown?.dispose();
      shown = null;
      return;
    }
    if (shown === null) {
      shown = createOverlay(document, {
        ...{ ...options, position: position(), details: details() },
        events: { ...events, onHide: toggle },
      });
      shown.setNotice(notice());
      if (question !== null) shown.ask(question.reaction, question.until);
    }
    shown.setState(state);
    shown.setOthers(others(state));
  }

  function set(next: CallState | null): void {
    clearTimeout(fading);
    state = next;
    update();
    // A pause outlives the camera.
    if (next?.kind === 'camera-off' || next?.kind === 'paused') fade();
  }

  /** Without call detection the user may have navigated away: hide. */
  function fade(): void {
    fading = setTimeout(() => (maybeOver() ? set(null) : fade()), FADES_AFTER);
  }

  function toggle(): void {
    unwanted = !unwanted;
    update();
  }

  return {
    get shown() {
      return shown;
    },
    show: set,
    hide: () => set(null),
    follow(forgotten) {
      shown?.setNotice(notice());
      shown?.refresh();
      if (state !== null) shown?.setOthers(others(state));
      if (forgotten) shown?.moveTo(position() ?? null);
    },
    look() {
      if (state !== null) shown?.setOthers(others(state));
    },
    ask(reaction, until) {
      question = reaction && { reaction, until };
      shown?.ask(reaction, until);
    },
    toggle,
    end() {
      unwanted = false;
      question = null;
      set(null);
    },
  };
}
