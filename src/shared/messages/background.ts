/**
 * One-off messages (`runtime.sendMessage`) to the background and the offscreen document. Each carries `to`, because every
 * extension page hears all of them. The background is the only writer of history and settings.
 */
import * as v from 'valibot';
import { type CallSummary, callSummarySchema } from '../call-summary';
import { isCodePoints, isImageId } from '../emoji/emoji-settings';
import { newImageSchema, type OwnImage } from '../emoji/own-images';
import { reactionEventSchema } from '../reaction-event';
import { fractionSchema, hostSchema, numberIn, parseWith, timeSchema, uuidSchema } from '../schemas';
import type { Baseline } from '../settings/baseline';
import { parseBaseline } from '../settings/baseline-sample';
import type { Settings } from '../settings/schema';
import { callStateSchema, type StoredSpan, spanSchema, wrongMarkSchema } from '../types';
import type { CallConfig } from './call-config';
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
  /** The user wants no summary after any call. */
  v.object({ type: v.literal('summary-unwanted') }),
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
  /** The user turned EmojiGen off on this site, in the card's details. */
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
  'summary-unwanted': undefined;
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
