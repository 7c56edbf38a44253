/** Messages to a call tab, and what it answers: the state of its call, for the popup and the other frames of the tab. */
import * as v from 'valibot';
import { isCodePoints, isImageId } from '../emoji/emoji-settings';
import { isSlot } from '../emoji/slots';
import {
  fractionSchema,
  hostSchema,
  listOf,
  numberIn,
  parseWith,
  textUpTo,
  timeSchema,
  withDetails,
} from '../schemas';
import { callStateSchema, expressionSchema, type Reaction } from '../types';
import type { ConfigChanged } from './call-config';

/**
 * `camera`: the page has the camera's own track; the user's choices take effect when it opens the camera again. `ours`:
 * they take effect at once. `failed`: as `ours`, but nothing can be drawn. `unable`: this browser cannot draw into a video.
 */
export const OUTGOING_STATES = ['camera', 'ours', 'failed', 'unable'] as const;
export type OutgoingState = (typeof OUTGOING_STATES)[number];

/** What others get of the camera: the plain picture, a fully covered one, or one with a figure. */
export const OTHERS_SEE = ['camera', 'blurred', 'black', 'held', 'mask', 'avatar', 'companion'] as const;
export type OthersSee = (typeof OTHERS_SEE)[number];

/** Popup -> call tab (`tabs.sendMessage`); the answer is a CallSnapshot. */
export type ToCallTab = { readonly to: 'call' } & (
  | { readonly type: CallCommand | 'snapshot' }
  /** The user marks the reaction of this moment as wrong. */
  | { readonly type: 'wrong'; readonly time: number }
);

/**
 * Commands for a call, from the popup or a hotkey. `send-now`: yes to the question, otherwise sends the current expression.
 * `cancel`: no to the question or the coming reaction.
 */
export type CallCommand = 'retry' | 'pause' | 'resume' | 'toggle-overlay' | 'send-now' | 'cancel';

/** Background -> every frame of a call tab: this frame opened the camera at `time`. */
export type CameraElsewhere = {
  readonly to: 'call';
  readonly type: 'camera-elsewhere';
  readonly frameId: string;
  readonly time: number;
};
/** Background -> every frame of a call tab: that frame's camera was closed. */
export type CameraGone = { readonly to: 'call'; readonly type: 'camera-gone'; readonly frameId: string };

/** Messages that one frame of a tab sends to all of them, through the background. */
export type ToFrames =
  | CameraElsewhere
  | CameraGone
  | ConfigChanged
  | { readonly to: 'call'; readonly type: 'pause' | 'resume' };

/** Diagnostic page -> call tab; the answer is a SiteReport. */
export type AskSite = { readonly to: 'call'; readonly type: 'diagnose' };

const LONGEST_MESSAGE = 1000;
const LONGEST_NAME = 100;
const MOST_REACTIONS = 1000;
const MOST_EMBEDDED = 4;

const callSiteSchema = v.object({
  /** Display name. */
  name: textUpTo(LONGEST_NAME),
  /** Whether it has its own reactions that EmojiGen can press. */
  reacts: v.boolean(),
  /** The current problem, in words for the user; null if there is none. */
  problem: v.fallback(v.nullable(textUpTo(LONGEST_MESSAGE)), null),
});
/** The call site's own side of a call. */
export type CallSite = Readonly<v.InferOutput<typeof callSiteSchema>>;

/** Why less is analysed than the CPU budget allows: on battery, the computer is hot, frames take long. */
export const BACK_OFFS = ['battery', 'heat', 'slow'] as const;
export type BackOff = (typeof BACK_OFFS)[number];

const loadSchema = withDetails(
  {
    /** Analysed frames; unchanged ones are not counted. */
    framesPerSecond: numberIn(0, 1000),
    millisecondsPerFrame: numberIn(0, 1e6),
  },
  {
    /** Share of one processor core, 0..1. */
    coreShare: fractionSchema,
    /** Capture time of the newest analysed frame. */
    newest: timeSchema,
    /** Median time from a frame's capture to its reading in the call page. Milliseconds. */
    late: numberIn(0, 1e6),
    /** Null: the whole CPU budget is used. */
    backOff: v.nullable(v.picklist(BACK_OFFS)),
  },
);
/** The cost of the analysis. */
export type Load = Readonly<v.InferOutput<typeof loadSchema>>;

const reactionSchema: v.GenericSchema<unknown, Reaction> = withDetails(
  {
    time: timeSchema,
    expression: expressionSchema,
    confidence: fractionSchema,
    emoji: v.custom<string>(isCodePoints),
  },
  {
    slot: v.custom<string>(isSlot),
    image: v.custom<string>(isImageId),
    wrong: v.literal(true),
    picked: v.literal(true),
  },
);

const snapshotSchema = withDetails(
  {
    state: callStateSchema,
    /** Newest first, this call only. */
    reactions: listOf(reactionSchema, MOST_REACTIONS),
    /** Over the last seconds; null before the first frame. */
    load: v.fallback(v.nullable(loadSchema), null),
  },
  {
    /** The reaction that the user is asked about; missing: none. */
    asked: reactionSchema,
    /** The detected site; missing if it is not known yet. */
    site: callSiteSchema,
    /** Host names of other sites' frames that may have the camera; missing if there are none. */
    embedded: v.pipe(listOf(hostSchema, MOST_EMBEDDED), v.minLength(1)),
    /** Whose picture others get; absent if the page has no camera. */
    outgoing: v.picklist(OUTGOING_STATES),
    /** What others see of the camera now; absent if the page has none, or all outputs are off. */
    othersSee: v.picklist(OTHERS_SEE),
    /** The page sends a picture of its own of a camera that was open before the mask: it is covered as a whole. */
    effect: v.literal(true),
  },
);
type Snapshot = v.InferOutput<typeof snapshotSchema>;
type ReadonlyList<T> = T extends unknown[] ? Readonly<T> : T;
type ReadonlyLists<T> = { readonly [K in keyof T]: ReadonlyList<T[K]> };
export type CallSnapshot = ReadonlyLists<Snapshot>;

/** A call tab's answer to `snapshot`, or null. Damaged reactions are left out. */
export function parseCallSnapshot(value: unknown): CallSnapshot | null {
  return parseWith(snapshotSchema, value);
}
