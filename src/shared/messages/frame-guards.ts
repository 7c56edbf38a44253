/** Checks messages on a frames port: the sender is our own content script, but a page may have compromised it. */
import * as v from 'valibot';
import { fractionSchema, parseWith } from '../schemas';
import { type Frame, spanSchema, wrongMarkSchema } from '../types';
import { PRESSURES, type ToOffscreen } from './frames';

/** Largest side of a camera frame; downscaled frames are far smaller. */
const LARGEST_SOURCE = 16_384;
const LARGEST_FRAME = 2048;

const countUpTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const sideSchema = v.pipe(countUpTo(LARGEST_FRAME), v.multipleOf(2));
const placeSchema = v.pipe(v.number(), v.finite(), v.minValue(0));

/** A frame whose sizes and buffer agree. */
const frameSchema = v.pipe(
  v.object({
    width: sideSchema,
    height: sideSchema,
    data: v.instance(Uint8Array),
    time: v.pipe(v.number(), v.finite()),
    region: v.object({
      x: placeSchema,
      y: placeSchema,
      width: countUpTo(LARGEST_SOURCE),
      height: countUpTo(LARGEST_SOURCE),
    }),
    sourceWidth: countUpTo(LARGEST_SOURCE),
    sourceHeight: countUpTo(LARGEST_SOURCE),
    voice: v.exactOptional(fractionSchema),
  }),
  v.check(
    ({ width, height, data, region, sourceWidth, sourceHeight }) =>
      data.length === (width * height * 3) / 2 &&
      region.x + region.width <= sourceWidth &&
      region.y + region.height <= sourceHeight,
  ),
);

export function isFrame(value: unknown): value is Frame {
  return v.is(frameSchema, value);
}

const toOffscreenSchema: v.GenericSchema<unknown, ToOffscreen> = v.variant('type', [
  v.pipe(
    v.object({
      type: v.literal('frame'),
      frame: frameSchema,
      paces: v.fallback(v.optional(v.literal(true)), undefined),
    }),
    v.transform(({ paces, ...message }) => ({ ...message, ...(paces && { paces }) })),
  ),
  v.object({ type: v.picklist(['camera-off', 'retry', 'cancel', 'same', 'alive']) }),
  v.object({ type: v.literal('pressure'), pressure: v.picklist(PRESSURES) }),
  v.object({ type: v.literal('unsaved'), span: spanSchema }),
  v.object({ type: v.literal('wrong'), ...wrongMarkSchema.entries }),
]);

/** The message, or null if it is not one. */
export function parseToOffscreen(value: unknown): ToOffscreen | null {
  return parseWith(toOffscreenSchema, value);
}
