/**
 * One-off messages (`runtime.sendMessage`). Each carries `to`, because every extension page hears all of them.
 * The background is the only writer of history and settings.
 */
import type { EmojiSettings } from '../emoji/emoji-settings';
import type { NewImage, OwnImage } from '../emoji/own-images';
import type { Baseline } from '../settings/baseline';
import type { ReactionSettings } from '../settings/reaction-settings';
import type { Settings } from '../settings/schema';
import type { CallState, Reaction, Span, StoredSpan } from '../types';
import type { FeedbackMessage } from './feedback-guards';
import type { HistoryAnswers, HistoryMessage } from './history';
import type { SettingsAnswers, SettingsMessage } from './settings';

/** Anyone -> background. The answer's type stands in `BackgroundAnswers`. */
export type ToBackground = {
  readonly to: 'background';
} /** Call tab: make sure the offscreen document runs. */ & (
  | { readonly type: 'ensure-offscreen' }
  /** Call tab: what it is doing, for the badge. */
  | { readonly type: 'call-state'; readonly state: CallState }
  /** Call tab: this frame of the page has opened the camera; the tab's other frames are told. */
  | { readonly type: 'camera-here'; readonly frameId: string; readonly time: number }
  /** Call tab: this frame has it no more; a frame that has one open goes on. */
  | { readonly type: 'camera-gone'; readonly frameId: string }
  /** Call tab: the user has paused or resumed this call, in whatever frame it goes on. */
  | { readonly type: 'call-paused'; readonly paused: boolean }
  /** Call tab: the overlay was moved, or its close button pressed (site off). */
  | { readonly type: 'overlay-moved'; readonly x: number; readonly y: number }
  | { readonly type: 'site-off' }
  /** Offscreen: a finished span of the call in `site` (host name, taken from the port's sender). */
  | { readonly type: 'span'; readonly span: Span; readonly site: string; readonly callId: string }
  /** Offscreen, call tab: the user says that a reaction was wrong. */
  | FeedbackMessage
  /** Offscreen: current settings. */
  | { readonly type: 'get-settings' }
  /** Emoji page. */
  | { readonly type: 'set-emoji'; readonly emoji: EmojiSettings }
  | { readonly type: 'add-image'; readonly image: NewImage }
  | { readonly type: 'remove-image'; readonly id: string }
  /** Offscreen, calibration page: the user's own baseline; null deletes it. */
  | { readonly type: 'get-baseline' }
  | { readonly type: 'set-baseline'; readonly baseline: Baseline | null }
  /** Popup. */
  | { readonly type: 'set-site'; readonly host: string; readonly on: boolean }
  /** Popup: the browser is asking the user for this host, and the popup may be closed over it. */
  | { readonly type: 'site-wanted'; readonly host: string }
  | { readonly type: 'set-auto-reactions'; readonly on: boolean }
  /** Emoji page: when reactions come. */
  | { readonly type: 'set-reactions'; readonly reactions: ReactionSettings }
  | { readonly type: 'set-backend'; readonly backend: Settings['backend'] }
  | { readonly type: 'set-cpu-budget'; readonly cpuBudget: Settings['cpuBudget'] }
  | { readonly type: 'set-outputs'; readonly outputs: Settings['outputs'] }
  | { readonly type: 'get-spans'; readonly from: number; readonly until: number }
  /** Dashboard and settings. */
  | HistoryMessage
  | SettingsMessage
);

export interface BackgroundAnswers extends HistoryAnswers, SettingsAnswers {
  'ensure-offscreen': { readonly ok: true } | { readonly ok: false; readonly message: string };
  'call-state': undefined;
  'camera-here': undefined;
  'camera-gone': undefined;
  'call-paused': undefined;
  'overlay-moved': undefined;
  'site-off': undefined;
  span: undefined;
  'reaction-wrong': undefined;
  'get-settings': Settings;
  'set-emoji': Settings;
  'add-image': readonly OwnImage[];
  'remove-image': readonly OwnImage[];
  'get-baseline': Baseline | null;
  'set-baseline': undefined;
  'set-site': Settings;
  'site-wanted': undefined;
  'set-auto-reactions': Settings;
  'set-reactions': Settings;
  'set-backend': Settings;
  'set-cpu-budget': Settings;
  'set-outputs': Settings;
  'get-spans': readonly StoredSpan[];
}

/** Background -> offscreen. */
export type SettingsChanged = {
  readonly to: 'offscreen';
  readonly type: 'settings';
  readonly settings: Settings;
  /** The user's own face, where it was calibrated. */
  readonly baseline?: Baseline | null;
};

/** Diagnostics -> offscreen; the answer is MemoryFigures, or null where no networks are loaded. */
export type AskMemory = { readonly to: 'offscreen'; readonly type: 'memory' };

/**
 * `camera`: the page has the camera's own track, and what the user chooses takes effect when it opens the camera
 * again. `ours`: it takes effect at once. `failed`: as `ours`, but nothing can be drawn.
 */
export const OUTGOING_STATES = ['camera', 'ours', 'failed'] as const;
export type OutgoingState = (typeof OUTGOING_STATES)[number];

/** Popup -> call tab (`tabs.sendMessage`); the answer is a CallSnapshot. */
export type ToCallTab = { readonly to: 'call' } & (
  | { readonly type: CallCommand | 'snapshot' }
  /** The reaction of this moment was wrong. */
  | { readonly type: 'wrong'; readonly time: number }
);

/**
 * What the user can ask of a call: in the popup, or with a key. `send-now`: yes to what is asked, or else the
 * expression that is on. `cancel`: no to what is asked or on its way.
 */
export type CallCommand = 'retry' | 'pause' | 'resume' | 'toggle-overlay' | 'send-now' | 'cancel';

/** Background -> every frame of a call tab: this frame opened the camera at `time`. */
export type CameraElsewhere = {
  readonly to: 'call';
  readonly type: 'camera-elsewhere';
  readonly frameId: string;
  readonly time: number;
};
/** Background -> every frame of a call tab: that frame's camera has ended. */
export type CameraGone = { readonly to: 'call'; readonly type: 'camera-gone'; readonly frameId: string };

/** What one frame of a tab says to all of them, by way of the background. */
export type ToFrames =
  | CameraElsewhere
  | CameraGone
  | { readonly to: 'call'; readonly type: 'pause' | 'resume' };

/** Diagnostic page -> call tab; the answer is a SiteReport. */
export type AskSite = { readonly to: 'call'; readonly type: 'diagnose' };

/** The call site's own side of a call. */
export interface CallSite {
  /** For people. */
  readonly name: string;
  /** Whether it has reactions of its own that EmojiGen can press. */
  readonly reacts: boolean;
  /** What does not work there, in words for the user; null: all is well. */
  readonly problem: string | null;
}

/** Why less is analysed than the user's CPU budget asks for: on battery, the computer is hot, frames take long. */
export const BACK_OFFS = ['battery', 'heat', 'slow'] as const;
export type BackOff = (typeof BACK_OFFS)[number];

/** What analysing costs. */
export interface Load {
  /** Analysed frames; pictures that have not changed are not among them. */
  readonly framesPerSecond: number;
  readonly millisecondsPerFrame: number;
  /** Share of one processor core, 0..1. */
  readonly coreShare?: number;
  /** Capture time of the newest analysed frame. */
  readonly newest?: number;
  /** Null: the CPU budget is used as the user chose it. */
  readonly backOff?: BackOff | null;
}

export interface CallSnapshot {
  readonly state: CallState;
  /** Newest first, this call only. */
  readonly reactions: readonly Reaction[];
  /** What the user is being asked about; missing: nothing. */
  readonly asked?: Reaction;
  /** What the page is known for; missing where nobody has looked yet. */
  readonly site?: CallSite;
  /** Host names of other sites' frames in the page in which the camera may be; missing where there are none. */
  readonly embedded?: readonly string[];
  /** Over the last seconds; null before the first frame. */
  readonly load: Load | null;
  /** Whose picture others get; absent where the page has no camera. */
  readonly outgoing?: OutgoingState;
}

/** The part of `runtime.MessageSender` that says who speaks. */
export interface RawSender {
  readonly id?: string | undefined;
  /** Address of the page or frame that sent the message. */
  readonly url?: string | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
}
