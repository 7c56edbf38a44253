/** After how long without a picture that is a failure, and the longest time that one look counts. Milliseconds. */
const STALL = 500;
const LONGEST_LOOK = 250;

/** Where a track counts its pictures (Chromium). */
type Counting = MediaStreamTrack & { readonly stats?: { readonly totalFrames: number } };

/**
 * Notices that no pictures come out although the camera gives some.
 * @param sent pictures that came out so far
 * @returns to be asked every now and then, with the pictures that came out so far
 */
export function watchForStall(
  camera: MediaStreamTrack,
  now: () => number,
  sent: number,
): (sent: number) => boolean {
  const given = (): number | null => (camera as Counting).stats?.totalFrames ?? null;
  let last = { time: now(), sent, given: given() };
  let stalled = 0;
  return (sent) => {
    const next = { time: now(), sent, given: given() };
    const cameraGives =
      next.given === null
        ? camera.readyState === 'live' && camera.enabled && !camera.muted && sent > 0
        : next.given > (last.given ?? 0);
    // Sleep, or a page that blocks the thread, makes long gaps: no single look is enough to call it a stall.
    if (sent > last.sent || !cameraGives) stalled = 0;
    else stalled += Math.min(next.time - last.time, LONGEST_LOOK);
    last = next;
    return stalled >= STALL;
  };
}
