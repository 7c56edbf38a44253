import { createCanvasPath, type StartClock } from './canvas-path';
import { GENERATED } from './generator-path';
import type { VideoPath } from './video-path';

/**
 * @param startClock ticks also in hidden tabs, where the window's timers do not
 * @returns null if pictures cannot be made here: Firefox that resists fingerprinting has no VideoFrame
 */
export function chooseVideoPath(
  window: Window & typeof globalThis,
  startClock: StartClock,
): VideoPath | null {
  if (!('VideoFrame' in window)) return null;
  if ('MediaStreamTrackGenerator' in window) return GENERATED;
  return 'captureStream' in window.HTMLCanvasElement.prototype
    ? createCanvasPath(window.document, startClock)
    : null;
}
