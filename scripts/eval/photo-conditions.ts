/** The same for whole photographs: what the detector and the alignment make of light, size and a tilted head. */
import sharp, { type Sharp } from 'sharp';
import type { Landmark } from '../../src/shared/types';
import type { Photo } from './photos-data';

/** @param faceWidth of the main face in the photograph as it is, in pixels */
export type PhotoChange = (image: Sharp, photo: Photo, faceWidth: number) => Sharp;

/** A small face in a large photograph would otherwise not fit into the memory once it is enlarged. Pixels. */
const WIDEST = 8192;

const light =
  (gain: number): PhotoChange =>
  (image) =>
    image.linear([gain, gain, gain, 1], [0, 0, 0, 0]);
const roll =
  (degrees: number): PhotoChange =>
  (image) =>
    image.rotate(degrees, { background: '#808080' });
const size =
  (pixels: number): PhotoChange =>
  (image, { width }, faceWidth) =>
    image.resize({ width: Math.min(Math.max(Math.round((width * pixels) / faceWidth), 16), WIDEST) });

export const PHOTO_CONDITIONS: Readonly<Record<string, PhotoChange>> = {
  'half the light': light(0.5),
  'a quarter of the light': light(0.25),
  'a tenth of the light': light(0.1),
  'twice as bright, cut at white': light(2),
  ...Object.fromEntries(
    [-30, -20, -10, 10, 20, 30].map((degrees) => [`roll ${degrees}°`.replace('-', '−'), roll(degrees)]),
  ),
  ...Object.fromEntries([24, 48, 96, 200].map((pixels) => [`face of ${pixels} px`, size(pixels)])),
};

/** @returns the changed photograph */
export async function changePhoto(photo: Photo, faceWidth: number, change: PhotoChange): Promise<Photo> {
  const raw = { width: photo.width, height: photo.height, channels: 4 as const };
  const { data, info } = await change(sharp(photo.data, { raw }), photo, faceWidth)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/**
 * How far a head is turned to the side, degrees: from the depth of the face mesh at the outer corners of the eyes.
 * Positive when it looks to the right of the picture.
 */
export function yawOf(landmarks: readonly Landmark[]): number {
  const [left, right] = [landmarks[33]!, landmarks[263]!];
  return (Math.atan2(right.z - left.z, Math.hypot(right.x - left.x, right.y - left.y)) * 180) / Math.PI;
}

/** Names for the ranges of yaw in the table. */
export const YAW_RANGES = [
  { name: 'yaw below 10°', from: 0, to: 10 },
  { name: 'yaw 10 to 20°', from: 10, to: 20 },
  { name: 'yaw 20 to 30°', from: 20, to: 30 },
  { name: 'yaw above 30°', from: 30, to: 180 },
] as const;
