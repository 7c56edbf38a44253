/** The product's whole chain on one photograph: face networks, alignment, crop, preprocessing, expression network. */
import { alignFace } from '../../src/analysis/face/align';
import { extractFace } from '../../src/analysis/face/extract';
import { regionsOf } from '../../src/analysis/face/photo-regions';
import type { Models } from '../../src/analysis/pipeline';
import { lumaOf, toFullRange } from '../../src/analysis/preprocess/gray';
import { decimate, type SmallPicture, shrinkFactor } from '../../src/shared/pixels/decimate';
import { boundingBox } from '../../src/shared/rect';
import type { Landmark, Probabilities, Rect } from '../../src/shared/types';
import { mainFace, type View, viewOf } from './photo-views';
import type { Photo } from './photos-data';

/** A face that was found in a photograph. */
export interface PhotoFace {
  readonly probabilities: Probabilities;
  readonly landmarks: readonly Landmark[];
}

/** The second look shows this many times the face's larger side, as the product does with small faces. */
const CLOSER = 2.2;

/** @returns null where no view of the photograph shows a face */
export async function readPhotoFace(models: Models, photo: Photo): Promise<PhotoFace | null> {
  for (const region of regionsOf(photo)) {
    const first = await findFace(models, await viewOf(photo, region));
    if (first === null) continue;
    const closer = closerRegion(boundingBox(first.inPhoto), photo);
    const view = await viewOf(photo, closer);
    const frame = frameOf(view);
    // Cut out of the closer look in any case: another view may have a gray margin where the face ends.
    const landmarks = (await findFace(models, view, frame))?.inPhoto ?? first.inPhoto;
    const scale = closer.width / frame.width;
    const inFrame = landmarks.map(({ x, y, z }) => ({
      x: (x - closer.x) / scale,
      y: (y - closer.y) / scale,
      z: z / scale,
    }));
    const crop = extractFace(
      { width: frame.width, height: frame.height, luma: lumaOf(frame) },
      alignFace(inFrame),
      models.emotion.card.inputSize,
    );
    const [probabilities] = await models.emotion.predict([toFullRange(crop)]);
    return { probabilities: probabilities!, landmarks };
  }
  return null;
}

/** Every picture is a series of its own: no face is followed from one to the next. */
let pictures = 0;

function frameOf({ width, height, data }: View): SmallPicture {
  const layout = [{ offset: 0, stride: 4 * width }];
  return decimate({ format: 'RGBA', width, height, data, layout }, shrinkFactor(Math.max(width, height)));
}

async function findFace({ faces }: Models, view: View, frame = frameOf(view)) {
  pictures += 1;
  const meshes = await faces.find({ ...frame, time: 0, trackingKey: `photo ${pictures}` });
  const inFrame = mainFace(meshes, boundingBox, frame);
  if (inFrame === null) return null;
  const scale = view.region.width / frame.width;
  const inPhoto = inFrame.map(({ x, y, z }) => ({
    x: view.region.x + x * scale,
    y: view.region.y + y * scale,
    z: z * scale,
  }));
  return { inPhoto };
}

/** Inside the photograph: at its edge the crop repeats the last pixels, as in the product. */
function closerRegion(face: Rect, photo: Photo): Rect {
  const side = Math.max(face.width, face.height) * CLOSER;
  const [x, width] = within(face.x + face.width / 2, side, photo.width);
  const [y, height] = within(face.y + face.height / 2, side, photo.height);
  return { x, y, width, height };
}

/** Start and length of a stretch around `middle`, cut to 0..`whole`; at least two pixels. */
function within(middle: number, length: number, whole: number): [number, number] {
  const start = Math.min(Math.max(Math.floor(middle - length / 2), 0), whole - 2);
  const end = Math.max(Math.min(Math.ceil(middle + length / 2), whole), start + 2);
  return [start, end - start];
}
