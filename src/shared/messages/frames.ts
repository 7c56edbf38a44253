/**
 * The hop between a call tab (content script) and the offscreen document: one `runtime.Port`.
 * The offscreen side asks for each frame, by a message of its own or with the last answer, so there is never more than
 * one under way and nothing can queue.
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
import type { BackOff } from './background';

const PREFIX = 'frames:';
const CALL_ID = /^[0-9a-f-]{36}$/;

/** The port's name carries the call's id (a UUID), so that a port opened again goes on with the same call. */
export function framesPortName(callId: string): string {
  return PREFIX + callId;
}

/** The call id in a port's name, or null where it is not a frames port. */
export function callIdOf(portName: string): string | null {
  const id = portName.startsWith(PREFIX) ? portName.slice(PREFIX.length) : '';
  return CALL_ID.test(id) ? id : null;
}

/** When the call tab looks at the camera next, and what it sends then. */
export interface NextFrame {
  /** Milliseconds from now until the first look. */
  readonly wait: number;
  /** Milliseconds between further looks, as long as `part` shows what it showed in the last frame. */
  readonly every: number;
  /** Milliseconds from now after which a frame is wanted whatever it shows. */
  readonly within: number;
  readonly region: RegionOfInterest | null;
  /** The part that is watched: even camera pixels. */
  readonly part: Rect;
}

/** Call tab -> offscreen. Large frames come in pieces: `frame-parts.ts`. */
export type ToOffscreen =
  /** The frame that was asked for. `paces`: the call tab has timers that run, and can be told when to look next. */
  | { readonly type: 'frame'; readonly frame: Frame; readonly paces?: true }
  /** The camera shows what it showed in the last frame, so that none is sent. */
  | { readonly type: 'same' }
  /** How hot the computer runs; where the browser tells. */
  | { readonly type: 'pressure'; readonly pressure: Pressure }
  /** The camera gives no frames (switched off, muted, unplugged): close what is open. */
  | { readonly type: 'camera-off' }
  /** The user does not want the reaction that is on its way. */
  | { readonly type: 'cancel' }
  /** The user asked to try loading the networks again. */
  | { readonly type: 'retry' }
  /** Firefox only: the call goes on, do not suspend the background page in which the networks are. */
  | { readonly type: 'alive' }
  /** The span that was open when the last analysis of this call died without a word. */
  | { readonly type: 'unsaved'; readonly span: Span }
  /** The user says that a reaction was wrong: its span is not kept, also where it is not over. */
  | ({ readonly type: 'wrong' } & WrongMark);

/** Offscreen -> call tab. */
export type ToCall =
  /**
   * Send the newest frame; `region` (camera pixels) asks for a part at higher resolution. With `watch` the answer may
   * be `same`.
   */
  | { readonly type: 'pull'; readonly region: RegionOfInterest | null; readonly watch?: Watch }
  /** `open` is the span that is going on: the call tab holds it for the case that the analysis dies. */
  | {
      readonly type: 'reading';
      readonly reading: Reading;
      readonly backOff?: BackOff | null;
      readonly open?: Span;
      /** The next frame is asked for with this; otherwise a `pull` follows. */
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
/** What timers are late by; a look that comes this much early counts as on time. Milliseconds. */
export const TIMER_TOLERANCE = 15;
/** Whether a picture is analysed whatever it shows. @param passed milliseconds since the order */
export const isForced = (within: number, passed: number): boolean =>
  passed < 0 || passed + TIMER_TOLERANCE >= within;
