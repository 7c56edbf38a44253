import type { Frame } from '../../../src/shared/types';

/** A gray frame that shows the whole of a 640 x 480 camera picture; the buffer fits the size. */
export function makeFrame(change: Partial<Frame> = {}): Frame {
  const { width = 8, height = 6 } = change;
  return {
    width,
    height,
    data: new Uint8Array((width * height * 3) / 2).fill(128),
    time: 1000,
    region: { x: 0, y: 0, width: 640, height: 480 },
    sourceWidth: 640,
    sourceHeight: 480,
    ...change,
  };
}
