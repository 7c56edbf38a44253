/** The stills that clips are made of: cuts from real photographs, as large as the camera's movement needs. */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const inRepository = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Larger than the camera picture (640x480), so that a slow movement by whole still pixels looks smooth. */
export const STILL = { width: 1440, height: 1080 };

const GROUP = inRepository('node_modules/@vladmandic/face-api/demo/sample5.jpg');
const ASTRONAUT = inRepository('tests/fixtures/astronaut.png');

/**
 * `view`: the cut, in photograph pixels. `focus`: what stays sharp in the cut, as shapes in photograph pixels; all else
 * is blurred, as call apps do with the background: here it hides the other people in a group photograph.
 */
export const PHOTOS = {
  neutral: {
    file: GROUP,
    view: { left: 505, top: 0, width: 720, height: 540 },
    focus: '<ellipse cx="860" cy="205" rx="150" ry="190"/><path d="M800 330H960L1060 400V640H800Z"/>',
  },
  happy: { file: ASTRONAUT, view: { left: 25, top: 0, width: 400, height: 300 } },
  room: { file: GROUP, view: { left: 0, top: 0, width: 500, height: 375 } },
};

/** The photographs' paths. */
export const PHOTO_FILES = [GROUP, ASTRONAUT];

/** One photograph's cut, `STILL` large. */
async function cut({ file, view, focus }) {
  const image = await sharp(file)
    .removeAlpha()
    .extract(view)
    .resize(STILL.width, STILL.height)
    .png()
    .toBuffer();
  if (!focus) return image;
  const box = `${view.left} ${view.top} ${view.width} ${view.height}`;
  const mask = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${STILL.width}" height="${STILL.height}" viewBox="${box}">` +
      `<filter id="soft"><feGaussianBlur stdDeviation="12"/></filter><g filter="url(#soft)">${focus}</g></svg>`,
  );
  const sharpPart = await sharp(image)
    .ensureAlpha()
    .composite([{ input: mask, blend: 'dest-in' }])
    .png()
    .toBuffer();
  return sharp(image)
    .blur(80)
    .composite([{ input: sharpPart }])
    .png()
    .toBuffer();
}

/**
 * The still of a scene as raw RGB: the named photographs side by side (the middle of each), or black for none.
 * Throws on a name that is not in PHOTOS.
 */
export async function stillOf(names) {
  const { width, height } = STILL;
  const strip = Math.floor(width / Math.max(1, names.length));
  const parts = await Promise.all(
    names.map(async (name, index) => {
      if (!Object.hasOwn(PHOTOS, name)) throw new Error(`there is no photograph named "${name}"`);
      const left = Math.floor((width - strip) / 2);
      const middle = sharp(await cut(PHOTOS[name])).extract({ left, top: 0, width: strip, height });
      return { input: await middle.png().toBuffer(), left: index * strip, top: 0 };
    }),
  );
  const ground = sharp({ create: { width, height, channels: 3, background: 'black' } });
  return ground.composite(parts).removeAlpha().raw().toBuffer();
}
