/** Looking for the face of a photograph: which parts of it are shown to a detector, and which face is meant. */
import sharp from 'sharp';
import { scaleOf, searchPhoto } from '../../src/analysis/face/photo-regions';
import type { Probabilities, Rect } from '../../src/shared/types';
import type { Photo } from './photos-data';

/** A part of a photograph, ready to be searched: 8-bit RGBA. */
export interface View extends Photo {
  /** Pixels of the photograph that it shows; may reach beyond its edges. */
  readonly region: Rect;
}

/** Judges the main face in a view; null where there is none. */
export type PhotoReader = (view: View) => Promise<Probabilities | null>;

/** Cuts a region out, puts gray around it where it reaches beyond the photograph, and scales it. */
export async function viewOf(photo: Photo, region: Rect): Promise<View> {
  const { width, height } = photo;
  const left = Math.max(region.x, 0);
  const top = Math.max(region.y, 0);
  const right = Math.min(region.x + region.width, width);
  const bottom = Math.min(region.y + region.height, height);
  const scale = scaleOf(region);
  const size = (length: number): number => Math.max(Math.round(length * scale), 2);
  const edge = (length: number): number => Math.round(length * scale);
  const [before, above] = [edge(left - region.x), edge(top - region.y)];
  const [across, down] = [size(region.width), size(region.height)];
  // Shrunk first: with its margin a large photograph would be too large for the memory.
  const inner = {
    width: Math.max(Math.min(edge(right - left), across - before), 1),
    height: Math.max(Math.min(edge(bottom - top), down - above), 1),
  };
  const inside = await sharp(photo.data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .extract({ left, top, width: right - left, height: bottom - top })
    .resize(inner.width, inner.height, { fit: 'fill' })
    .raw()
    .toBuffer();
  const data = await sharp(inside, { raw: { ...inner, channels: 4 } })
    .extend({
      left: before,
      top: above,
      right: across - before - inner.width,
      bottom: down - above - inner.height,
      background: '#808080',
    })
    .raw()
    .toBuffer();
  return { region, width: across, height: down, data };
}

/** @returns the answer of the first reader that finds a face in the first view in which any does; null where none does */
export async function readMainFace(
  photo: Photo,
  readers: readonly PhotoReader[],
): Promise<Probabilities | null> {
  return searchPhoto(photo, async (region) => {
    const view = await viewOf(photo, region);
    for (const read of readers) {
      const answer = await read(view);
      if (answer !== null) return answer;
    }
    return null;
  });
}

/** The face that a photograph is of: large and near the middle. */
export function mainFace<T>(
  faces: readonly T[],
  boxOf: (face: T) => Rect,
  picture: { readonly width: number; readonly height: number },
): T | null {
  const score = (face: T): number => {
    const { x, y, width, height } = boxOf(face);
    const away = Math.hypot((x + width / 2) / picture.width - 0.5, (y + height / 2) / picture.height - 0.5);
    return width * height * (1 - away);
  };
  const best = faces.map((face) => ({ face, score: score(face) })).sort((a, b) => b.score - a.score)[0];
  return best?.face ?? null;
}

/** Red, green and blue of a view, 0..255. */
export function rgbOf({ data, width, height }: Photo): Float32Array {
  const rgb = new Float32Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = data[4 * i + c]!;
  }
  return rgb;
}
