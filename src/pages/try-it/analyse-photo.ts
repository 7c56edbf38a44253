/** Analyses a photograph: one picture, so nothing in it can settle over time. */
import { closerRegion, partsOf, searchPhoto } from '../../analysis/face/photo-regions';
import { SAME_FACE_IOU } from '../../analysis/face/user-choice';
import type { FaceDebug, FrameResult } from '../../analysis/frame-result';
import { area, contains, iou } from '../../shared/rect';
import type { FaceReading, Rect } from '../../shared/types';
import { type AnalysisInput, EVERYTHING, networksReady } from './analyse-input';
import type { Picture } from './grab';
import { toSample } from './sample';
import { WORDS } from './words';

/** A picture whose shorter side is less than this, in pixels, cannot show a face. */
const SHORTEST_SIDE = 24;
/** As many faces as a call finds are shown; the others are counted. */
const MOST_SHOWN = 4;
/** Faces smaller than this share of the photograph leave room for others that one look misses. */
const ROOMY = 0.3;
const STILL = { ...EVERYTHING, still: true } as const;

/**
 * Looks for a face as eval:photos does, then for others beside it, then closer at the largest ones; gives one sample.
 * @throws Error in plain words if the picture is too small to show a face
 */
export async function analysePhoto(
  picture: Picture,
  input: AnalysisInput,
  signal: AbortSignal,
): Promise<void> {
  const { inference, grabber, onSample } = input;
  if (Math.min(picture.width, picture.height) < SHORTEST_SIDE) throw new Error(WORDS.errors.tiny);

  /** Every look stands for itself: no face is followed from one to the next. */
  async function look(region: Rect): Promise<FrameResult> {
    await networksReady(input, signal);
    signal.throwIfAborted();
    const call = crypto.randomUUID();
    try {
      return await inference.analyse(call, grabber.view(picture, region), STILL);
    } catch (error) {
      if (inference.state.kind === 'ready') throw error;
      return look(region); // another backend was chosen
    } finally {
      await inference.flush(call, true).catch(() => {});
    }
  }

  let nothing: FrameResult | null = null;
  const first = await searchPhoto(picture, async (region) => {
    const result = await look(region);
    nothing ??= result;
    return result.reading.faces.length > 0 ? result : null;
  });
  if (first === null) {
    if (!signal.aborted) onSample(toSample(nothing!, 0));
    return;
  }
  const faces = await facesBeside(first, picture, look);
  const answer = await withCloserLooks(first, faces.slice(0, MOST_SHOWN), picture, look);
  if (!signal.aborted) onSample({ ...toSample(answer, 0), found: faces.length });
}

type Look = (region: Rect) => Promise<FrameResult>;

interface Found {
  readonly face: FaceReading;
  readonly debug: FaceDebug;
}

const foundIn = ({ reading, debug }: FrameResult): Found[] =>
  reading.faces.map((face, i) => ({ face, debug: debug![i]! }));

/** All faces, largest first. Where the first ones leave room for others, parts of the photograph are searched, too. */
async function facesBeside(first: FrameResult, picture: Picture, look: Look): Promise<Found[]> {
  const found = foundIn(first);
  const largest = Math.max(...found.map(({ face }) => Math.max(face.box.width, face.box.height)));
  for (const region of largest < ROOMY ? partsOf(picture, largest) : []) {
    for (const other of foundIn(await look(region))) {
      const { box } = other.face;
      // A face at the edge of a part is whole in the next one.
      const isWhole = contains(region, inPixels(box, picture));
      if (isWhole && found.every(({ face }) => iou(face.box, box) < SAME_FACE_IOU)) found.push(other);
    }
  }
  return found.sort((a, b) => area(b.face.box) - area(a.face.box));
}

/** Reads each face again in a region of its own; a face that is not found there stays as it was. */
async function withCloserLooks(
  first: FrameResult,
  found: readonly Found[],
  picture: Picture,
  look: Look,
): Promise<FrameResult> {
  const seen: Found[] = [];
  let { reading } = first;
  for (const before of found) {
    const closer = await look(closerRegion(inPixels(before.face.box, picture), picture));
    const near = foundIn(closer).find(({ face }) => iou(face.box, before.face.box) >= SAME_FACE_IOU);
    // What a look says beyond the faces is about its first one.
    if (seen.length === 0 && near?.face === closer.reading.faces[0]) reading = closer.reading;
    seen.push(near ?? before);
  }
  return {
    ...first,
    reading: { ...reading, faces: seen.map(({ face }) => face) },
    debug: seen.map(({ debug }) => debug),
  };
}

const inPixels = ({ x, y, width, height }: Rect, picture: Picture): Rect => ({
  x: x * picture.width,
  y: y * picture.height,
  width: width * picture.width,
  height: height * picture.height,
});
