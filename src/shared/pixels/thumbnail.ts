/** A small picture of a camera frame, in a fraction of the time that a canvas takes to convert the whole frame. */
import type { Planes } from './decimate';

/** How luma and chroma are encoded. */
export interface Encoding {
  readonly matrix: 'bt601' | 'bt709';
  readonly fullRange: boolean;
}

/** Red from the red difference, green from both, blue from the blue difference. */
const WEIGHTS = {
  bt601: { red: 1.402, greenRed: 0.714, greenBlue: 0.344, blue: 1.772 },
  bt709: { red: 1.5748, greenRed: 0.468, greenBlue: 0.187, blue: 1.8556 },
} as const;

/**
 * Every pixel is the mean of four samples of its part of the frame.
 * @param planes I420 or NV12
 * @param into RGBA of that many pixels
 */
export function drawThumbnail(
  { format, width, height, data, layout }: Planes,
  into: { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray },
  { matrix, fullRange }: Encoding,
): void {
  const [luma, second, third] = layout;
  const pitch = format === 'NV12' ? 2 : 1;
  const forV = format === 'NV12' ? { offset: second!.offset + 1, stride: second!.stride } : third!;
  const { red, greenRed, greenBlue, blue } = WEIGHTS[matrix];
  const [low, gain, chromaGain] = fullRange ? [0, 1, 1] : [16, 255 / 219, 255 / 224];
  const place = (n: number, of: number, size: number): number =>
    Math.min(Math.floor(((n + 0.25) * size) / of), size - 1);
  for (let y = 0, out = 0; y < into.height; y++) {
    const top = place(y, into.height, height);
    const bottom = place(y + 0.5, into.height, height);
    const [above, below] = [luma!.offset + top * luma!.stride, luma!.offset + bottom * luma!.stride];
    const [uLine, vLine] = [second, forV].map((plane) => plane!.offset + (top >> 1) * plane!.stride);
    for (let x = 0; x < into.width; x++, out += 4) {
      const left = place(x, into.width, width);
      const right = place(x + 0.5, into.width, width);
      const sum = data[above + left]! + data[above + right]! + data[below + left]! + data[below + right]!;
      const grey = gain * (sum / 4 - low);
      const u = chromaGain * (data[uLine! + (left >> 1) * pitch]! - 128);
      const v = chromaGain * (data[vLine! + (left >> 1) * pitch]! - 128);
      into.data[out] = grey + red * v;
      into.data[out + 1] = grey - greenRed * v - greenBlue * u;
      into.data[out + 2] = grey + blue * u;
      into.data[out + 3] = 255;
    }
  }
}
