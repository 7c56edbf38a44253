/**
 * One-off messages (`runtime.sendMessage`). Each carries `to`, because every extension page hears all of them.
 * The background is the only writer of history and settings.
 */
import * as v from 'valibot';
import { type CallSummary, callSummarySchema } from '../call-summary';
import { isCodePoints, isImageId } from '../emoji/emoji-settings';
import { newImageSchema, type OwnImage } from '../emoji/own-images';
import { isSlot } from '../emoji/slots';
import { reactionEventSchema } from '../reaction-event';
import {
  fractionSchema,
  hostSchema,
  listOf,
  numberIn,
  parseWith,
  textUpTo,
  timeSchema,
  uuidSchema,
  withDetails,
} from '../schemas';
import type { Baseline } from '../settings/baseline';
import { parseBaseline } from '../settings/baseline-sample';
import type { Settings } from '../settings/schema';
import {
  callStateSchema,
  expressionSchema,
  type Reaction,
  type StoredSpan,
  spanSchema,
  wrongMarkSchema,
} from '../types';
import type { CallConfig, ConfigChanged } from './call-config';
import { type HistoryAnswers, historyMessages } from './history';
import { type SettingsAnswers, settingsMessages } from './settings';

const countSchema = v.pipe(numberIn(0, 1e6), v.integer());

/** Messages of a call tab (content script): they change only the state of its own call and site. */
const tabMessages = [
  /** Ensures that the offscreen document runs. */
  v.object({ type: v.literal('ensure-offscreen') }),
  /** The user's choices that concern this site. */
  v.object({ type: v.literal('get-call-config') }),
  /** The call's state, for the badge. `asked`: the emoji of the open question whether to send it. */
  v.object({
    type: v.literal('call-state'),
    state: callStateSchema,
    asked: v.exactOptional(v.custom<string>(isCodePoints)),
  }),
  /** A call is over, and its summary has no card to show: for the badge. */
  v.object({ type: v.literal('call-over'), reactions: countSchema, smiles: countSchema }),
  /** The page of a call is being left. */
  v.object({ type: v.literal('call-left'), summary: callSummarySchema }),
  /** The summary of the call that this tab has just left, for the page that followed. */
  v.object({ type: v.literal('take-left-call') }),
  /** This frame has opened the camera; the tab's other frames are informed. */
  v.object({ type: v.literal('camera-here'), frameId: uuidSchema, time: timeSchema }),
  /** This frame has closed it; a frame that still has one continues. */
  v.object({ type: v.literal('camera-gone'), frameId: uuidSchema }),
  /** The user paused or resumed this call, in whichever frame it runs. */
  v.object({ type: v.literal('call-paused'), paused: v.boolean() }),
  /** A reaction of this call was sent or declined. */
  v.object({ type: v.literal('reaction-event'), callId: uuidSchema, event: reactionEventSchema }),
  /** The user moved the overlay. */
  v.object({ type: v.literal('overlay-moved'), x: fractionSchema, y: fractionSchema }),
  /** The overlay's close button was pressed: the site is switched off. */
  v.object({ type: v.literal('site-off') }),
  /** The offer to turn EmojiGen on here is shown: it is not made again. */
  v.object({ type: v.literal('offer-shown') }),
  /** The user's answer to it. */
  v.object({ type: v.literal('offer-answered'), on: v.boolean() }),
  /** The tour of the card has begun: it does not come again. */
  v.object({ type: v.literal('tour-shown') }),
] as const;

/** Offscreen document, call tab: the user marks a reaction as wrong. */
const feedbackMessages = [
  v.object({ type: v.literal('reaction-wrong'), callId: uuidSchema, ...wrongMarkSchema.entries }),
] as const;

const baselineSchema = v.pipe(
  v.unknown(),
  v.check((value) => value === null || parseBaseline(value) !== null),
  v.transform(parseBaseline),
);

const pageMessages = [
  /** Offscreen document: a finished span of the call in `site` (host name, taken from the port's sender). */
  v.object({ type: v.literal('span'), span: spanSchema, site: hostSchema, callId: uuidSchema }),
  /** Offscreen document: current settings. */
  v.object({ type: v.literal('get-settings') }),
  /** Emoji page. */
  v.object({ type: v.literal('add-image'), image: newImageSchema }),
  v.object({ type: v.literal('remove-image'), id: v.custom<string>(isImageId) }),
  /** Offscreen document, calibration page: the user's own baseline; null deletes it. */
  v.object({ type: v.literal('get-baseline') }),
  v.object({ type: v.literal('set-baseline'), baseline: baselineSchema }),
  /** Popup: the browser is asking the user for this host, which may close the popup. */
  v.object({ type: v.literal('site-wanted'), host: hostSchema }),
  v.object({ type: v.literal('get-spans'), from: timeSchema, until: timeSchema }),
] as const;

const contentSchema = v.variant('type', [
  ...tabMessages,
  ...feedbackMessages,
  ...pageMessages,
  ...historyMessages,
  ...settingsMessages,
]);

type OneOf<T extends readonly v.GenericSchema[]> = v.InferOutput<T[number]>;
/** Messages without `to`, grouped by their permitted senders (src/background/router.ts). */
export type TabMessage = OneOf<typeof tabMessages>;
export type PageMessage = OneOf<typeof pageMessages>;

/** Requests to the background. `BackgroundAnswers` has the types of the answers. */
export type BackgroundRequest = v.InferOutput<typeof contentSchema>;
/** Anyone -> background. */
export type ToBackground = { readonly to: 'background' } & BackgroundRequest;

const TAB_TYPES: readonly string[] = tabMessages.map(({ entries }) => entries.type.literal);

export function isTabMessage<T extends { readonly type: string }>(
  message: T,
): message is Extract<T, TabMessage> {
  return TAB_TYPES.includes(message.type);
}

/** Whether a message is for the background; others are for other pages. */
export function isForBackground(value: unknown): boolean {
  return parseWith(v.object({ to: v.literal('background') }), value) !== null;
}

/** The message for the background, or null if its shape is wrong. */
export function parseToBackground(value: unknown): ToBackground | null {
  if (!isForBackground(value)) return null;
  const content = parseWith(contentSchema, value);
  return content && { to: 'background', ...content };
}

export interface BackgroundAnswers extends HistoryAnswers, SettingsAnswers {
  'ensure-offscreen': { readonly ok: true } | { readonly ok: false; readonly message: string };
  'call-state': undefined;
  'call-over': undefined;
  'call-left': undefined;
  'take-left-call': CallSummary | null;
  'camera-here': undefined;
  'camera-gone': undefined;
  'get-call-config': CallConfig;
  'reaction-event': undefined;
  'call-paused': undefined;
  'overlay-moved': undefined;
  'site-off': undefined;
  'offer-shown': undefined;
  'offer-answered': undefined;
  'tour-shown': undefined;
  span: undefined;
  'reaction-wrong': undefined;
  'get-settings': Settings;
  'add-image': readonly OwnImage[];
  'remove-image': readonly OwnImage[];
  'get-baseline': Baseline | null;
  'set-baseline': undefined;
  'site-wanted': undefined;
  'get-spans': readonly StoredSpan[];
}

/** Background -> offscreen. */
export type SettingsChanged = {
  readonly to: 'offscreen';
  readonly type: 'settings';
  readonly settings: Settings;
  /** The user's baseline, if calibrated. */
  readonly baseline?: Baseline | null;
};

/** Diagnostics -> offscreen; the answer is MemoryFigures, or null if no networks are loaded. */
export type AskMemory = { readonly to: 'offscreen'; readonly type: 'memory' };

/**
 * `camera`: the page has the camera's own track; the user's choices take effect when it opens the camera again. `ours`:
 * they take effect at once. `failed`: as `ours`, but nothing can be drawn.
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

/** The part of `runtime.MessageSender` that identifies the sender. */
export interface RawSender {
  readonly id?: string | undefined;
  /** URL of the page or frame that sent the message. */
  readonly url?: string | undefined;
  readonly tab?:
    | {
        readonly id?: number | undefined;
        readonly url?: string | undefined;
        /** Whether the tab is in a private window. */
        readonly incognito?: boolean | undefined;
      }
    | undefined;
}
