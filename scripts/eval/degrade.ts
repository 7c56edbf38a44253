/** Photographs as a camera would show them in worse and worse conditions. Deterministic. */
import sharp from 'sharp';

const CAMERA = { width: 640, height: 480 } as const;
/** Side of the photograph in the camera picture; LFW's own size, with a face about 150 pixels wide. */
const SIDE = 250;

export interface Degradation {
  readonly name: 'clean' | 'dark' | 'bright' | 'blurred' | 'small';
  /** Gain of the light, sigma of the blur in camera pixels, or scale. */
  readonly level: number;
}

export const DEGRADATIONS: readonly Degradation[] = [
  { name: 'clean', level: 0 },
  ...[0.5, 0.2, 0.1, 0.06, 0.03].map((level) => ({ name: 'dark', level }) as const),
  ...[1.5, 2, 2.5, 3, 4].map((level) => ({ name: 'bright', level }) as const),
  ...[2, 4, 8, 12, 16].map((level) => ({ name: 'blurred', level }) as const),
  ...[0.5, 0.35, 0.28, 0.22, 0.15].map((level) => ({ name: 'small', level }) as const),
];

/** A camera picture (JPEG) that shows the photograph under these conditions. */
export async function degrade(photo: Buffer, { name, level }: Degradation): Promise<Buffer> {
  const side = Math.round(name === 'small' ? SIDE * level : SIDE);
  const input = await sharp(photo).resize(side, side, { fit: 'cover' }).removeAlpha().png(FAST).toBuffer();
  const left = Math.round((CAMERA.width - side) / 2);
  const top = Math.round((CAMERA.height - side) / 2);
  const data = await sharp({ create: { ...CAMERA, channels: 3, background: '#6b6f76' } })
    .composite([{ input, left, top }])
    .removeAlpha()
    .raw()
    .toBuffer();
  const noise = createNoise();
  // What little light is left drowns in the sensor's noise: without it, any gain could be undone.
  if (name === 'dark')
    data.forEach((value, i) => {
      data[i] = clamp(value * level + noise());
    });
  if (name === 'bright')
    data.forEach((value, i) => {
      data[i] = clamp(value * level);
    });
  const picture = sharp(data, { raw: { ...CAMERA, channels: 3 } });
  return (name === 'blurred' ? picture.blur(level) : picture).jpeg({ quality: 95 }).toBuffer();
}

const FAST = { compressionLevel: 0 } as const;
const clamp = (value: number): number => Math.min(Math.max(Math.round(value), 0), 255);

/** Normal noise with a deviation of 3 levels per camera pixel. */
function createNoise(): () => number {
  let state = 1;
  const uniform = (): number => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  return () => 3 * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
