/** The hop between the offscreen document and the inference worker in it. */

import type { Baseline } from '../../shared/settings/baseline';
import type { ReactionSettings } from '../../shared/settings/reaction-settings';
import type { BackendChoice } from '../../shared/settings/schema';
import type { Frame, Span } from '../../shared/types';
import type { FrameResult, Purpose } from '../frame-result';

/** What the networks hold. */
export interface MemoryFigures {
  readonly tensors: number;
  readonly bytes: number;
}

export type ToWorker =
  /** First of all: load and warm up the networks. */
  | { readonly type: 'load'; readonly backend: BackendChoice }
  /** The user's own face from now on; null where it is not calibrated. */
  | { readonly type: 'baseline'; readonly baseline: Baseline | null }
  /** What the user chose about reactions, from now on. */
  | { readonly type: 'reactions'; readonly reactions: ReactionSettings }
  | {
      readonly type: 'analyse';
      readonly request: number;
      readonly call: string;
      readonly frame: Frame;
      readonly purpose: Purpose;
    }
  /** The user does not want the reaction that is on its way. */
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
