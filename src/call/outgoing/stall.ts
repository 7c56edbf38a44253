/** A stall is this long without a frame; one check counts for at most the second value. Milliseconds. */
const STALL = 500;
const LONGEST_LOOK = 250;

/**
 * Detects that no frames come out although the camera delivers some.
 * @param given frames that the camera has given so far; null if unknown
 * @param sent frames sent so far
 * @returns a function to call regularly with the frames sent so far
 */
export function watchForStall(
  camera: MediaStreamTrack,
  given: () => number | null,
  now: () => number,
  sent: number,
): (sent: number) => boolean {
  let last = { time: now(), sent, given: given() };
  let stalled = 0;
  return (sent) => {
    const next = { time: now(), sent, given: given() };
    const cameraGives =
      next.given === null
        ? camera.readyState === 'live' && camera.enabled && !camera.muted && sent > 0
        : next.given > (last.given ?? 0);
    // Sleep, or a page that blocks the thread, makes long gaps: one check alone never counts as a stall.
    if (sent > last.sent || !cameraGives) stalled = 0;
    else stalled += Math.min(next.time - last.time, LONGEST_LOOK);
    last = next;
    return stalled >= STALL;
  };
}
