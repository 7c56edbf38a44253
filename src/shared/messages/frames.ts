/**
 * The connection between a call tab (content script) and the offscreen document: one `runtime.Port`. The offscreen side
 * requests each frame, by a separate message or with the last answer, so at most one is in progress and nothing can queue
 * up.
 */
import type {
  CallState,
  Frame,
  Reaction,
  Reading,
  Rect,
  RegionOfInterest,
  Span,
  Watch,
  WrongMark,
} from '../types';
import type { BackOff } from './call-tab';

const PREFIX = 'frames:';
const CALL_ID = /^[0-9a-f-]{36}$/;

/** The port's name carries the call's id (a UUID), so that a reopened port continues the same call. */
export function framesPortName(callId: string): string {
  return PREFIX + callId;
}

/** The call id in a port's name, or null if it is not a frames port. */
export function callIdOf(portName: string): string | null {
  const id = portName.startsWith(PREFIX) ? portName.slice(PREFIX.length) : '';
  return CALL_ID.test(id) ? id : null;
}

/** When the call tab checks the camera next, and what it then sends. */
export interface NextFrame {
  /** Milliseconds from now until the first check. */
  readonly wait: number;
  /** Milliseconds between further checks, while `part` is unchanged since the last frame. */
  readonly every: number;
  /** Milliseconds from now after which a frame is sent even if it is unchanged. */
  readonly within: number;
  readonly region: RegionOfInterest | null;
  /** The part that is compared: even camera pixels. */
  readonly part: Rect;
}

/** Call tab -> offscreen. Large frames come in pieces: `frame-parts.ts`. */
export type ToOffscreen =
  /** The requested frame. `paces`: the call tab has running timers and can be told when to check next. */
  | { readonly type: 'frame'; readonly frame: Frame; readonly paces?: true }
  /** The camera's picture is unchanged since the last frame, so none is sent. */
  | { readonly type: 'same' }
  /** How hot the computer runs, if the browser reports it. */
  | { readonly type: 'pressure'; readonly pressure: Pressure }
  /** The camera gives no frames (switched off, muted, unplugged): end the open span. */
  | { readonly type: 'camera-off' }
  /** The user cancels the coming reaction. */
  | { readonly type: 'cancel' }
  /** The user asked to try loading the networks again. */
  | { readonly type: 'retry' }
  /** Firefox only: the call continues, do not suspend the background page with the networks. */
  | { readonly type: 'alive' }
  /** The span that was unfinished when the last analysis of this call died. */
  | { readonly type: 'unsaved'; readonly span: Span }
  /** The user marks a reaction as wrong: its span is not saved, even if it has not ended. */
  | ({ readonly type: 'wrong' } & WrongMark);

/** Offscreen -> call tab. */
export type ToCall =
  /**
   * Send the newest frame; `region` (camera pixels) requests a part at higher resolution. With `watch` the answer may be
   * `same`.
   */
  | { readonly type: 'pull'; readonly region: RegionOfInterest | null; readonly watch?: Watch }
  /** `open` is the unfinished span: the call tab holds it in case the analysis dies. */
  | {
      readonly type: 'reading';
      readonly reading: Reading;
      readonly backOff?: BackOff | null;
      readonly open?: Span;
      /** Also requests the next frame; otherwise a `pull` follows. */
      readonly next?: NextFrame;
    }
  | { readonly type: 'reaction'; readonly reaction: Reaction }
  /** Loading, ready (`watching`) or failed. */
  | {
      readonly type: 'state';
      readonly state: Extract<CallState, { kind: 'loading' | 'watching' | 'error' }>;
    };
/** States of the Compute Pressure API, least first. */
export const PRESSURES = ['nominal', 'fair', 'serious', 'critical'] as const;
export type Pressure = (typeof PRESSURES)[number];
/** Lateness of timers; a check that is this early counts as on time. Milliseconds. */
export const TIMER_TOLERANCE = 15;
/** Whether a frame is sent even if it is unchanged. @param passed milliseconds since the request */
export const isForced = (within: number, passed: number): boolean =>
  passed < 0 || passed + TIMER_TOLERANCE >= within;
