/** What the user chose about the avatar and about the reactions in the outgoing picture, with its defaults. */
import * as v from 'valibot';
import { CHARACTERS, type CharacterId } from './ids';
import { COLOURS } from './palette';

/** Who covers the face: the still picture of the chosen emoji, or a character. */
export const MASK_FIGURES = ['still', ...CHARACTERS] as const;
export type MaskFigure = (typeof MASK_FIGURES)[number];

export const SIZES = ['small', 'medium', 'large'] as const;
export type AvatarSize = (typeof SIZES)[number];

/** Corners of the middle of the picture. Bottom left is missing: call sites write names there. */
export const CORNERS = ['top-left', 'top-right', 'bottom-right'] as const;
export type Corner = (typeof CORNERS)[number];

/** All fields with their defaults, which also replace missing or damaged values. */
export const avatarSchema = v.object({
  figure: v.fallback(v.picklist(MASK_FIGURES), 'ball'),
  colour: v.fallback(v.picklist(COLOURS), 'own'),
  size: v.fallback(v.picklist(SIZES), 'medium'),
  /** The character appears in a corner of the picture and mirrors the user; a mask replaces it. */
  companion: v.fallback(v.boolean(), false),
  corner: v.fallback(v.picklist(CORNERS), 'bottom-right'),
});
export type AvatarChoice = Readonly<v.InferOutput<typeof avatarSchema>>;

export const DEFAULT_AVATAR: AvatarChoice = v.parse(avatarSchema, {});

export const DURATIONS = ['short', 'normal', 'long'] as const;
export type Duration = (typeof DURATIONS)[number];
export const POP_PLACES = ['face', 'corner'] as const;
export type PopPlace = (typeof POP_PLACES)[number];

/** How a reaction looks in the outgoing picture. */
export const popSchema = v.object({
  duration: v.fallback(v.picklist(DURATIONS), 'normal'),
  size: v.fallback(v.picklist(SIZES), 'medium'),
  place: v.fallback(v.picklist(POP_PLACES), 'face'),
});
export type PopChoice = Readonly<v.InferOutput<typeof popSchema>>;

export const DEFAULT_POPS: PopChoice = v.parse(popSchema, {});

/** The character of a choice: also where the mask is the still emoji, a companion is one. */
export const characterIn = ({ figure }: AvatarChoice): CharacterId => (figure === 'still' ? 'ball' : figure);

/** Whether a character moves in the outgoing picture. */
export const usesAvatar = (masked: boolean, avatar: AvatarChoice): boolean =>
  masked ? avatar.figure !== 'still' : avatar.companion;
