/** Which scene a clip's frame shows and how the camera stands in it. Pure: frame number in, numbers out. */

/** Frames per second of every clip. */
export const FPS = 30;

/** How much of the still the camera sees at rest; the rest is room to move. */
const SEEN = 0.93;

/**
 * @typedef {{ show: string[], seconds: number }} Scene `show`: names of stills, side by side; none: a black picture
 * @typedef {{ left: number, top: number, size: number, brightness: number }} View
 *   `left`, `top`, `size`: the square part of the still that is seen, in fractions (0..1) of it
 */

/** The number of frames of a scene, at least one. */
function framesOf(scene) {
  return Math.max(1, Math.round(scene.seconds * FPS));
}

/** The number of frames in a clip. */
export function frameCount(scenes) {
  return scenes.reduce((sum, scene) => sum + framesOf(scene), 0);
}

/** The index of the scene that frame `n` (0..frameCount - 1) belongs to. */
export function sceneAt(scenes, n) {
  let end = 0;
  for (const [index, scene] of scenes.entries()) {
    end += framesOf(scene);
    if (n < end) return index;
  }
  throw new RangeError(`frame ${n} is past the end of the clip`);
}

/**
 * The camera at frame `n`: a person who sits before a webcam sways a little, leans in and out, and the light is never
 * quite steady. Slow sines of unrelated periods look like that and never jump.
 * @returns {View}
 */
export function viewAt(n) {
  const t = n / FPS;
  const size = SEEN + 0.02 * Math.sin(t * 0.9);
  const room = 1 - size;
  return {
    left: room * (0.5 + 0.4 * Math.sin(t * 1.3)),
    top: room * (0.5 + 0.4 * Math.sin(t * 1.7 + 1)),
    size,
    brightness: 1 + 0.03 * Math.sin(t * 0.7 + 2),
  };
}
