/**
 * The values that travel from camera to popup. Times are milliseconds since the epoch unless said otherwise. What is
 * stored, or comes from a less trusted context, has a schema here, and its type is derived from that.
 */
import * as v from 'valibot';
import type { Coefficients } from './avatar/coefficients';
import { fractionSchema, hostSchema, textUpTo, timeSchema, uuidSchema } from './schemas';

/** The recognised expressions, in the order of lists and of tie-breaks. */
export const EXPRESSIONS = ['neutral', 'happy', 'surprised', 'sad', 'angry', 'fearful'] as const;
export type Expression = (typeof EXPRESSIONS)[number];
export const expressionSchema = v.picklist(EXPRESSIONS);

/** One probability per expression, each 0..1, together 1. */
export type Probabilities = Readonly<Record<Expression, number>>;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point of the face mesh: `z` grows away from the camera, on the same scale as `x`. */
export interface Landmark extends Point {
  readonly z: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A region of interest: the part of the camera picture to read, in camera pixels. */
export interface RegionOfInterest extends Rect {
  /** Whole factor by which it is shrunk; if missing, it follows from the width (pixels/decimate). */
  readonly factor?: number;
}

/** A shrunk copy of one camera picture. */
export interface Frame {
  /** Pixels of `data`; both even. */
  readonly width: number;
  readonly height: number;
  /** I420 without padding: Y (width x height), then U and V (a quarter each). */
  readonly data: Uint8Array;
  /** When it was captured. */
  readonly time: number;
  /** The part of the camera picture it shows, in camera pixels. */
  readonly region: Rect;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  /** Level of the user's own microphone (root mean square, 0..1); missing if unknown. */
  readonly voice?: number;
}

/** The part of the picture that is compared from frame to frame. */
export interface Watch {
  /** Even camera pixels. */
  readonly part: Rect;
  /** Send the frame even if unchanged. */
  readonly force: boolean;
}

/** A tracked face. */
export interface Face {
  /** Constant as long as the face is tracked. */
  readonly track: number;
  /** 468 points of the face mesh, in camera pixels. */
  readonly landmarks: readonly Landmark[];
  /** Bounding box of the landmarks, in camera pixels. */
  readonly box: Rect;
}

/** One face in one frame. */
export interface FaceReading {
  readonly track: number;
  /** In fractions (0..1) of the whole camera picture. */
  readonly box: Rect;
  /** Radians, clockwise on the screen. */
  readonly roll?: number;
  /** Null for every face but the user's own, the first one: other people's expressions are not read. */
  readonly probabilities: Probabilities | null;
}

/** The phases of an expression, as the Facial Action Coding System calls them. */
export const PHASES = ['onset', 'apex', 'offset'] as const;
export type Phase = (typeof PHASES)[number];

/** Why a detected face cannot be read. */
export const QUALITY_REASONS = ['small', 'turned', 'dark', 'bright', 'covered', 'blurred'] as const;
export type QualityReason = (typeof QUALITY_REASONS)[number];

/** Whether the user's face can be seen well enough. */
export type Quality = { readonly ok: true } | { readonly ok: false; readonly reason: QualityReason };

/** The result for one frame. */
export interface Reading {
  /** Capture time of the frame. */
  readonly time: number;
  /** The user's own face first: the largest one. Empty when there is none. */
  readonly faces: readonly FaceReading[];
  /** The user's expression after temporal filtering; null until it is known. */
  readonly expression: Expression | null;
  /** Filtered probability of `expression`, 0..1; 0 if that is null. */
  readonly confidence: number;
  /** Onset, apex or offset of the expression; missing for a neutral face. */
  readonly phase?: Phase;
  /** Progress of the coming reaction's dwell, 0..1. */
  readonly dwell: number;
  /** Whether the user's face is seen well enough; nothing is recognised otherwise. */
  readonly quality?: Quality;
  /** What the user's own face does, while a character follows it. */
  readonly rig?: Coefficients;
  /** Milliseconds spent on this frame. */
  readonly took: { readonly face: number; readonly emotion: number; readonly total: number };
}

/** An emoji to show. */
export interface Reaction {
  readonly time: number;
  readonly expression: Expression;
  readonly confidence: number;
  /** Code points as in the artwork's file names, e.g. `1f604`. */
  readonly emoji: string;
  /** The slot it was chosen for (emoji/slots); missing if there is none. */
  readonly slot?: string;
  /** Id of the user's own image to show instead of `emoji`. */
  readonly image?: string;
  /** The user picked it from the card: it is unrelated to the face. */
  readonly picked?: true;
  /** The user said that it was wrong. */
  readonly wrong?: true;
  /** It is the one of this time again, which has become stronger: its emoji changes, and no second one comes. */
  readonly grew?: true;
  /** The user wants to be asked first: others see nothing without a yes. */
  readonly asks?: true;
}

export const wrongMarkSchema = v.object({
  time: timeSchema,
  expression: expressionSchema,
  confidence: fractionSchema,
});
/** The user's word that a reaction was wrong: which one, by when it was seen, and how sure it was (0..1). */
export type WrongMark = Readonly<v.InferOutput<typeof wrongMarkSchema>>;

const spanEntries = {
  expression: expressionSchema,
  start: timeSchema,
  /** Milliseconds. */
  duration: timeSchema,
  /** Mean filtered probability over the span, 0..1. */
  confidence: fractionSchema,
};
export const spanSchema = v.object(spanEntries);
/** A stretch of time with one expression. */
export type Span = Readonly<v.InferOutput<typeof spanSchema>>;

export const storedSpanSchema = v.object({
  ...spanEntries,
  /** Host name of the call page. */
  site: hostSchema,
  callId: uuidSchema,
});
/** A span as it is kept. */
export type StoredSpan = Readonly<v.InferOutput<typeof storedSpanSchema>>;

/** Why the user cannot see the card, or not press it: the page threw it out, covers it, or takes its clicks. */
export const UNSEEN_REASONS = ['removed', 'covered', 'blocked'] as const;
export type UnseenReason = (typeof UNSEEN_REASONS)[number];

const LONGEST_MESSAGE = 1000;

export const callStateSchema = v.variant('kind', [
  v.object({ kind: v.literal('off') }),
  /** On, but the page has not opened the camera. */
  v.object({ kind: v.literal('waiting') }),
  v.object({ kind: v.literal('loading') }),
  v.object({ kind: v.literal('watching') }),
  v.object({ kind: v.literal('no-face') }),
  /** A face is there, but cannot be read. */
  v.object({ kind: v.literal('unclear'), reason: v.picklist(QUALITY_REASONS) }),
  /** The page switched its camera off or muted it, or it was unplugged. */
  v.object({ kind: v.literal('camera-off') }),
  /** The user shares the screen: nothing is read meanwhile, unless the settings want it. */
  v.object({ kind: v.literal('presenting') }),
  /** The page keeps the card from being shown: nothing is read that the user could not know of. */
  v.object({ kind: v.literal('unseen'), reason: v.picklist(UNSEEN_REASONS) }),
  /** The user paused it: in this call, or everywhere `until` a moment. */
  v.object({ kind: v.literal('paused'), until: v.exactOptional(timeSchema) }),
  /** `message` is for the user, in plain words; it is cut if it is too long for a reader. */
  v.object({ kind: v.literal('error'), message: textUpTo(LONGEST_MESSAGE) }),
]);
/** The state of a call tab, as the overlay, the badge and the popup show it. */
export type CallState = Readonly<v.InferOutput<typeof callStateSchema>>;

/**
 * Measures of a face that a network on a 48-pixel picture judges badly. Distances are taken in three dimensions and
 * divided by the distance between the eyes, so that turning the head and moving nearer change them little.
 */
export interface FaceGeometry {
  /** Height of the brows above the eyes. */
  readonly browHeight: number;
  /** Height of the lid gap relative to the eye's width, mean of both eyes: the mesh moves them together. */
  readonly eyeOpening: number;
  /** Gap between the lips. */
  readonly mouthOpening: number;
  /** Distance between the corners of the mouth. */
  readonly mouthWidth: number;
  /** From the base of the nose to the chin: opens with the jaw, but not where lips part before closed teeth. */
  readonly jawOpening: number;
  /** From a corner of the mouth to the outer corner of the eye on its side, mean of both: a smile shortens it. */
  readonly mouthToEye: number;
}
