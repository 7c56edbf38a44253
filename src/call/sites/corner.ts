/** Finds a corner where the overlay covers neither the user's own picture nor the call's buttons. CSS pixels. */
import type { Point, Rect } from '../../shared/types';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** Room for the closed card and an emoji beside it. */
const CARD: WindowSize = { width: 300, height: 260 };
const SIDE = 16;
/** Below the usual top bars, above the usual bottom bars. */
const TOP = 72;
const BOTTOM = 104;
/** A self view larger than this share of the window is the main video: no corner avoids it. */
const STAGE = 0.4;

/**
 * The top left corner of the overlay in fractions (0..1) of the window, or null if its usual place is as good. Tries the
 * corners from the top left on; the first that touches nothing wins, otherwise the one that touches least.
 */
export function clearCorner(obstacles: readonly Rect[], window: WindowSize): Point | null {
  const { width, height } = window;
  if (width < CARD.width + 2 * SIDE || height < CARD.height + TOP) return null;
  const inTheWay = obstacles.filter((rect) => rect.width * rect.height < STAGE * width * height);
  const right = width - CARD.width - SIDE;
  const low = Math.max(TOP, height - CARD.height - BOTTOM);
  const corners = [
    { x: SIDE, y: TOP },
    { x: right, y: TOP },
    { x: SIDE, y: low },
    { x: right, y: low },
  ];
  const touched = corners.map((corner) =>
    inTheWay.reduce((sum, rect) => sum + overlap({ ...corner, ...CARD }, rect), 0),
  );
  const best = touched.indexOf(Math.min(...touched));
  const corner = corners[best]!;
  return best === 0 ? null : { x: corner.x / width, y: corner.y / height };
}

function overlap(a: Rect, b: Rect): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}
