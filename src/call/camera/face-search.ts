/** When to try another open camera. Pure. */

/** Milliseconds without a face before another camera is tried: leaning out of the picture is shorter. */
const PATIENCE = 3000;
/** Longest interval: with nobody before two cameras they alternate ever more slowly. Milliseconds. */
const MOST_PATIENCE = 60_000;

export interface FaceSearch {
  /**
   * @param hasFace whether the newest analysed picture shows one
   * @param now milliseconds
   * @returns whether to try another camera now
   */
  seen(hasFace: boolean, now: number): boolean;
}

export function createFaceSearch(): FaceSearch {
  let since: number | null = null;
  let patience = PATIENCE;
  return {
    seen(hasFace, now) {
      if (hasFace) {
        since = null;
        patience = PATIENCE;
        return false;
      }
      // A clock that was set back would otherwise stop the search.
      since = since === null ? now : Math.min(since, now);
      if (now - since < patience) return false;
      since = now;
      patience = Math.min(patience * 2, MOST_PATIENCE);
      return true;
    },
  };
}
