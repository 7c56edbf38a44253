/** Messages between the offscreen document and its inference worker. */

import type { Baseline } from '../../shared/settings/baseline';
import type { ReactionSettings } from '../../shared/settings/reaction-settings';
import type { BackendChoice } from '../../shared/settings/schema';
import type { Frame, Span } from '../../shared/types';
import type { FrameResult, Purpose } from '../frame-result';

/** What the networks hold, and of how many calls something is remembered. */
export interface MemoryFigures extends NetworkMemory {
  readonly calls: number;
}

export interface NetworkMemory {
  /** Networks of our engine, or tensors of TensorFlow.js. */
  readonly held: number;
  readonly bytes: number;
}

export type ToWorker =
  /** The first message: load and warm up the networks. */
  | { readonly type: 'load'; readonly backend: BackendChoice }
  /** The user's calibration from now on; null if there is none. */
  | { readonly type: 'baseline'; readonly baseline: Baseline | null }
  /** The reaction policy from now on. */
  | { readonly type: 'reactions'; readonly reactions: ReactionSettings }
  | {
      readonly type: 'analyse';
      readonly request: number;
      readonly call: string;
      readonly frame: Frame;
      readonly purpose: Purpose;
    }
  /** The user cancels the coming reaction. */
  | { readonly type: 'cancel'; readonly call: string }
  | { readonly type: 'figures'; readonly request: number }
  /** The call's camera went off; `end` also forgets the call. */
  | { readonly type: 'flush'; readonly request: number; readonly call: string; readonly end: boolean };

export type FromWorker =
  | { readonly type: 'ready'; readonly backend: string }
  /** `message` is for the user. */
  | { readonly type: 'load-failed'; readonly message: string }
  | { readonly type: 'analysed'; readonly request: number; readonly analysis: FrameResult }
  | { readonly type: 'flushed'; readonly request: number; readonly spans: readonly Span[] }
  | { readonly type: 'figures'; readonly request: number; readonly figures: MemoryFigures }
  | { readonly type: 'request-failed'; readonly request: number; readonly message: string };
