/** Adds a soft white edge and a shadow to a picture, so that it stands out from any background. */

interface Square {
  readonly rgba: Uint8ClampedArray;
  readonly side: number;
}

/** Shares of the side: margin, width of the edge, softness and depth of the shadow. */
const ROOM = 0.1;
const EDGE = 0.03;
const SOFT = 0.035;
const DEEP = 0.022;
const SHADOW = 0.4;

/** @returns a larger square with the picture in its middle; alpha is not premultiplied */
export function stickerOf({ rgba, side }: Square): Square {
  const room = Math.ceil(side * ROOM);
  const whole = side + 2 * room;
  const alpha = new Float32Array(whole * whole);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      alpha[(y + room) * whole + x + room] = rgba[4 * (y * side + x) + 3]! / 255;
    }
  }
  const grown = blurred(alpha, whole, Math.max(1, Math.round(side * EDGE)));
  const edge = grown.map((value) => Math.min(Math.max((value - 0.04) * 5, 0), 1));
  const shade = blurred(edge, whole, Math.max(1, Math.round(side * SOFT)));
  const down = Math.round(side * DEEP);
  const out = new Uint8ClampedArray(4 * whole * whole);
  for (let y = 0; y < whole; y++) {
    for (let x = 0; x < whole; x++) {
      const at = y * whole + x;
      const own = alpha[at]!;
      const white = edge[at]! * (1 - own);
      const dark = y < down ? 0 : shade[at - down * whole]! * SHADOW * (1 - own - white);
      const all = own + white + dark;
      if (all <= 0) continue;
      const inside = y >= room && y < room + side && x >= room && x < room + side;
      const from = inside ? 4 * ((y - room) * side + x - room) : -1;
      for (let c = 0; c < 3; c++) {
        const colour = from < 0 ? 0 : rgba[from + c]!;
        out[4 * at + c] = (colour * own + 255 * white) / all;
      }
      out[4 * at + 3] = 255 * all;
    }
  }
  return { rgba: out, side: whole };
}

/** Three box blurs in each direction, which approximate a Gaussian. */
function blurred(from: Float32Array, side: number, radius: number): Float32Array {
  let now: Float32Array = from;
  let next: Float32Array = new Float32Array(from.length);
  for (let pass = 0; pass < 6; pass++) {
    const [step, line] = pass % 2 === 0 ? [1, side] : [side, 1];
    for (let row = 0; row < side; row++) {
      let sum = 0;
      for (let i = -radius; i < side; i++) {
        if (i + radius < side) sum += now[row * line + (i + radius) * step]!;
        if (i - radius - 1 >= 0) sum -= now[row * line + (i - radius - 1) * step]!;
        if (i >= 0) next[row * line + i * step] = sum / (2 * radius + 1);
      }
    }
    [now, next] = [next, now === from ? new Float32Array(from.length) : now];
  }
  return now;
}
