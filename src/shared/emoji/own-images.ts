/** The user's own images, stored as data URLs. */

import * as v from 'valibot';
import { formatCount } from '../language/formats';
import { parseWith } from '../schemas';
import { IMAGE_IDS, isImageId } from './emoji-settings';
import { WORDS } from './words';

/** Largest width or height in pixels. */
export const MOST_SIDE = 512;
/** Largest file size. */
export const MOST_BYTES = 200 * 1024;
/** Formats that all browsers decode and that cannot contain scripts or load anything: no SVG. */
export const IMAGE_TYPES = ['image/png', 'image/webp', 'image/jpeg', 'image/gif'] as const;

const LONGEST_NAME = 60;
const DATA_URL = /^data:(image\/(?:png|webp|jpeg|gif));base64,([A-Za-z0-9+/]+={0,2})$/;

export interface OwnImage {
  readonly id: string;
  /** The file's name, for display. */
  readonly name: string;
  readonly dataUrl: string;
}

/** An image that has no id yet. */
export type NewImage = Omit<OwnImage, 'id'>;

/** What is wrong with an image, in words for the user. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
}

// Four characters for three bytes. Checked first, so that nobody can make the pattern scan megabytes.
const LONGEST_URL = 30 + 4 * Math.ceil(MOST_BYTES / 3);

const imageEntries = {
  name: v.pipe(
    v.string(),
    v.transform((name) => name.trim().slice(0, LONGEST_NAME) || WORDS.image),
  ),
  dataUrl: v.pipe(v.string(), v.maxLength(LONGEST_URL), v.regex(DATA_URL)),
};
export const newImageSchema = v.object(imageEntries);
const ownImageSchema = v.object({ id: v.custom<string>(isImageId), ...imageEntries });

/** The image, or null if it is invalid: another type, too large, or not base64. Does not check that it decodes. */
export function parseNewImage(value: unknown): NewImage | null {
  return parseWith(newImageSchema, value);
}

/** Parses the stored images from any value; damaged ones are dropped. */
export function parseOwnImages(value: unknown): readonly OwnImage[] {
  const found = new Map<string, OwnImage>();
  for (const entry of Array.isArray(value) ? value : []) {
    const image = parseWith(ownImageSchema, entry);
    if (image !== null && !found.has(image.id)) found.set(image.id, image);
  }
  return [...found.values()];
}

/** @throws ImageError if the largest number of images is reached */
export function withImage(images: readonly OwnImage[], image: NewImage): readonly OwnImage[] {
  const id = IMAGE_IDS.find((free) => images.every((kept) => kept.id !== free));
  if (id === undefined) {
    throw new ImageError(WORDS.errors.tooMany(IMAGE_IDS.length));
  }
  return [...images, { id, ...image }];
}

/** @throws ImageError if a file cannot be used. @param bytes size of the file */
export function checkFile(type: string, bytes: number): void {
  if (!(IMAGE_TYPES as readonly string[]).includes(type)) {
    throw new ImageError(WORDS.errors.kind);
  }
  if (bytes > MOST_BYTES) {
    throw new ImageError(
      WORDS.errors.bytes(formatCount(Math.ceil(bytes / 1024)), formatCount(MOST_BYTES / 1024)),
    );
  }
}

/** @throws ImageError if a decoded image is empty or too large. Sizes in pixels. */
export function checkSize(width: number, height: number): void {
  if (!(width >= 1 && height >= 1)) throw new ImageError(WORDS.errors.empty);
  if (Math.max(width, height) > MOST_SIDE) {
    throw new ImageError(WORDS.errors.sides(formatCount(width), formatCount(height), formatCount(MOST_SIDE)));
  }
}
