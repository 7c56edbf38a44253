/** The overlay of one page. It exists only while it has something to say and the user has not hidden it. */

import { startTimer, type Timer } from '../../shared/edges/timers';
import type { CallHints } from '../../shared/messages/call-config';
import type { CallState, Reaction } from '../../shared/types';
import type { SeenByOthers } from '../others-see';
import { createOverlay, type Overlay, type OverlayEvents, type OverlayOptions } from '.';
import type { GlimpseKind } from './glimpse';

/** Without call detection, a closed camera and a pause are shown for this long. Milliseconds. */
const FADES_AFTER = 60_000;

export interface PageOverlay {
  /** Null while it is hidden. */
  readonly shown: Overlay | null;
  /** Whether the user has hidden it in this call. */
  readonly isHidden: boolean;
  show(state: CallState): void;
  hide(): void;
  /**
   * Asks a question until `until` (milliseconds since the epoch); null withdraws it. A hidden card stays hidden, because
   * the page would notice it; the user then answers by hotkey or in the popup.
   */
  ask(reaction: Reaction | null, until: number): void;
  /** What the question is about has become stronger. */
  growAsked(reaction: Reaction): void;
  /** Hides the card or shows it again. Changes nothing else. */
  toggle(): void;
  /** The settings changed. `forgotten`: the user's chosen position was reset. */
  follow(forgotten: boolean): void;
  /** What others see may have changed. */
  look(): void;
  /** The call is over: hides the card; the next call shows it again. */
  end(): void;
}

export interface PageOverlayOptions
  extends Omit<OverlayOptions, 'position' | 'details' | 'tour' | 'keys' | 'events'> {
  readonly events: Omit<OverlayEvents, 'onHide'>;
  /** As for `Overlay.setOthers`. @param state what the call tab is doing */
  others(state: CallState): SeenByOthers | null;
  /** As for `Overlay.setOthers`. */
  glimpse(state: CallState): GlimpseKind | null;
  /** Initial position, as `OverlayOptions.position`. */
  position(): OverlayOptions['position'];
  /** The initial notice, as for `Overlay.setNotice`. */
  notice(): string | null;
  /** Whether it opens with its details. */
  details(): boolean;
  /** What may be told once; null if unknown. */
  hints(): Pick<CallHints, 'tour' | 'keys'> | null;
  /** Whether the camera is closed, not only off, and nothing indicates a running call. */
  maybeOver(): boolean;
}

export function createPageOverlay(
  document: Document,
  { position, notice, details, hints, maybeOver, others, glimpse, events, ...options }: PageOverlayOptions,
): PageOverlay {
  let shown: Overlay | null = null;
  /** The state to show; null for none. */
  let state: CallState | null = null;
  let unwanted = false;
  let toured = false;
  let question: { readonly reaction: Reaction; readonly until: number } | null = null;
  let fading: Timer | undefined;

  function update(): void {
    if (state === null || unwanted) {
      shown?.dispose();
      shown = null;
      return;
    }
    if (shown === null) {
      shown = createOverlay(document, {
        ...{ ...options, position: position(), details: details() },
        tour: hints()?.tour === true && !toured,
        keys: hints()?.keys ?? {},
        events: { ...events, onHide: toggle, onTour },
      });
      shown.setNotice(notice());
      if (question !== null) shown.ask(question.reaction, question.until);
    }
    shown.setState(state);
    look();
  }

  function look(): void {
    if (state !== null) shown?.setOthers(others(state), glimpse(state));
  }

  function set(next: CallState | null): void {
    fading?.stop();
    state = next;
    update();
    // A pause outlives the camera.
    if (next?.kind === 'camera-off' || next?.kind === 'paused') fade();
  }

  /** Without call detection the user may have navigated away: hide. */
  function fade(): void {
    fading = startTimer(() => (maybeOver() ? set(null) : fade()), FADES_AFTER);
  }

  function onTour(): void {
    toured = true;
    events.onTour();
  }

  function toggle(): void {
    unwanted = !unwanted;
    update();
  }

  return {
    get shown() {
      return shown;
    },
    get isHidden() {
      return unwanted;
    },
    show: set,
    hide: () => set(null),
    follow(forgotten) {
      shown?.setNotice(notice());
      shown?.refresh();
      look();
      if (forgotten) shown?.moveTo(position() ?? null);
    },
    look,
    ask(reaction, until) {
      question = reaction && { reaction, until };
      shown?.ask(reaction, until);
    },
    growAsked(reaction) {
      if (question === null) return;
      question = { ...question, reaction };
      shown?.growAsked(reaction);
    },
    toggle,
    end() {
      unwanted = false;
      question = null;
      set(null);
    },
  };
}
