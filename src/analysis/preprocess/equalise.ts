import type { Plane } from './gray';

const LEVELS = 256;
/** A gray level may hold this many times the mean count; keeps flat areas from being torn apart. */
const CLIP_LIMIT = 4;

/**
 * Contrast-limited histogram equalisation over the whole picture (the idea of CLAHE with a single tile:
 * a face of 48 px is too small for more).
 * @param strength 0..1, how much of the equalised picture is blended in
 */
export function equalise(plane: Plane, strength: number): Plane {
  if (strength <= 0) return plane;
  const { width, height, data } = plane;
  const table = mapping(data);
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = Math.min(Math.max(data[i]!, 0), LEVELS - 1);
    const low = Math.floor(value);
    const t = value - low;
    const mapped = table[low]! * (1 - t) + table[Math.min(low + 1, LEVELS - 1)]! * t;
    out[i] = value + strength * (mapped - value);
  }
  return { width, height, data: out };
}

/** Gray level -> equalised gray level: the middle of each level's share of the cumulative histogram. */
function mapping(data: Float32Array): Float64Array {
  const histogram = new Float64Array(LEVELS);
  for (const value of data) {
    const level = Math.min(Math.floor(Math.min(Math.max(value, 0), LEVELS - 1) + 0.5), LEVELS - 1);
    histogram[level]! += 1;
  }
  const limit = (CLIP_LIMIT * data.length) / LEVELS;
  let excess = 0;
  for (const count of histogram) excess += Math.max(count - limit, 0);
  const table = new Float64Array(LEVELS);
  let below = 0;
  for (let level = 0; level < LEVELS; level++) {
    const count = Math.min(histogram[level]!, limit) + excess / LEVELS;
    table[level] = ((below + count / 2) * (LEVELS - 1)) / data.length;
    below += count;
  }
  return table;
}
