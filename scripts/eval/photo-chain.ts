/** The product's whole chain on one photograph: face networks, alignment, crop, preprocessing, expression network. */
import { alignFace } from '../../src/analysis/face/align';
import { extractFace } from '../../src/analysis/face/extract';
import { closerRegion, searchPhoto } from '../../src/analysis/face/photo-regions';
import type { Models } from '../../src/analysis/pipeline';
import { lumaOf, toFullRange } from '../../src/analysis/preprocess/gray';
import { decimate, type SmallPicture, shrinkFactor } from '../../src/shared/pixels/decimate';
import { boundingBox } from '../../src/shared/rect';
import type { Landmark, Probabilities } from '../../src/shared/types';
import { mainFace, type View, viewOf } from './photo-views';
import type { Photo } from './photos-data';

/** A face that was found in a photograph. */
export interface PhotoFace {
  readonly probabilities: Probabilities;
  readonly landmarks: readonly Landmark[];
}

/** @returns null where no view of the photograph shows a face */
export async function readPhotoFace(models: Models, photo: Photo): Promise<PhotoFace | null> {
  const first = await searchPhoto(photo, async (region) => findFace(models, await viewOf(photo, region)));
  if (first === null) return null;
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
  const [probabilities] = await models.emotion.predict([toFullRange(crop)], 'photograph');
  return { probabilities: probabilities!, landmarks };
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
