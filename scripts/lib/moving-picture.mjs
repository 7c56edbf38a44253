/** Makes an animated WebP of what a screen showed. */
import sharp from 'sharp';

/** Milliseconds from one picture to the next, at the least. */
const STEP = 80;
/** The last picture stays for a while before it begins again. Milliseconds. */
const REST = 1200;

/** @typedef {{ time: number, picture: Buffer }} ScreenFrame `time`: milliseconds since the epoch */

/**
 * The frames of [from, until], thinned to one each `STEP`.
 * @param {readonly ScreenFrame[]} frames in order of time
 * @returns {ScreenFrame[]}
 */
export function keepFrames(frames, from, until) {
  const kept = [];
  for (const frame of frames) {
    if (frame.time < from || frame.time > until) continue;
    if (kept.length === 0 || frame.time - kept.at(-1).time >= STEP) kept.push(frame);
  }
  return kept;
}

/**
 * Films as one, each after the last picture of the one before has rested.
 * @param {readonly (readonly ScreenFrame[])[]} films each in order of time
 * @returns {ScreenFrame[]}
 */
export function oneAfterAnother(films) {
  const all = [];
  for (const film of films.filter(({ length }) => length > 0)) {
    const start = all.length > 0 ? all.at(-1).time + REST : film[0].time;
    all.push(...film.map((frame) => ({ ...frame, time: start + frame.time - film[0].time })));
  }
  return all;
}

/**
 * The frames as an animated WebP that plays at the speed at which they were seen, `width` pixels wide. Quality goes
 * down until it is at most `mostBytes` large; throws where that is not possible.
 * @param {readonly ScreenFrame[]} frames
 */
export async function animate(frames, width, mostBytes) {
  if (frames.length < 2) throw new Error('nothing moved on the screen');
  const small = await Promise.all(frames.map(({ picture }) => sharp(picture).resize(width).png().toBuffer()));
  const delay = frames.map((frame, i) =>
    i + 1 < frames.length ? Math.round(frames[i + 1].time - frame.time) : REST,
  );
  for (const quality of [80, 70, 60, 50, 40, 30]) {
    const moving = await sharp(small, { join: { animated: true } })
      .webp({ quality, delay, loop: 0, effort: 5, minSize: true })
      .toBuffer();
    if (moving.length <= mostBytes) return moving;
  }
  throw new Error(`the moving picture does not fit into ${mostBytes} bytes`);
}
