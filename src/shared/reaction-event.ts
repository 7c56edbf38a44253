/**
 * Reactions as events, as call tabs report them and as they are stored (how to read them: src/shared/history/reaction.ts).
 */
import * as v from 'valibot';
import { hostSchema, timeSchema, uuidSchema } from './schemas';
import { expressionSchema } from './types';

/** `auto`: by itself. `asked`: the user was asked first. `manual`: the user sent it. */
export const REACTION_ORIGINS = ['auto', 'asked', 'manual'] as const;
export const REACTION_OUTCOMES = ['sent', 'cancelled'] as const;
/** Where it showed. `card`: to the user only. `video`: in the outgoing picture. `site`: as the call site's own reaction. */
export const REACTION_PLACES = ['card', 'video', 'site'] as const;
export type ReactionPlace = (typeof REACTION_PLACES)[number];

/** Code points as in the artwork's file names; the id of an own image is not kept, it may mean another one later. */
const emojiSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{2,6}(-[0-9a-f]{2,6}){0,9}$/));
/** A slot of any version (src/shared/emoji/slots.ts). */
const slotSchema = v.pipe(v.string(), v.regex(/^[a-z+.]{1,40}$/));

/** An event from a call tab; the background adds the site, which it takes from the browser. */
export const reactionEventSchema = v.object({
  time: timeSchema,
  expression: expressionSchema,
  emoji: emojiSchema,
  slot: v.exactOptional(slotSchema),
  how: v.picklist(REACTION_ORIGINS),
  outcome: v.picklist(REACTION_OUTCOMES),
  /** Empty if it was cancelled. */
  shown: v.pipe(v.array(v.picklist(REACTION_PLACES)), v.maxLength(REACTION_PLACES.length)),
});
export type ReactionEvent = Readonly<v.InferOutput<typeof reactionEventSchema>>;

export const storedReactionSchema = v.object({
  ...reactionEventSchema.entries,
  /** Host name of the call page. */
  site: hostSchema,
  callId: uuidSchema,
});
/** A reaction as it is kept. */
export type StoredReaction = Readonly<v.InferOutput<typeof storedReactionSchema>>;
