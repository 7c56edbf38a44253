/**
 * How convolution weights lie in memory. TFLite keeps a convolution's filter as OHWI (output channel, height, width,
 * input channel) and a depthwise filter as 1HWC; TensorFlow, and with it tfjs, wants HWIO and HWCM (M: depth
 * multiplier).
 */

/**
 * Reorders a filter from OHWI to HWIO. Since H, W and I keep their order among themselves, this is a plain matrix
 * transposition from (O, HWI) to (HWI, O). The items are only moved, so float16 can travel as uint16.
 *
 * @template {Uint16Array | Float32Array} A
 * @param {readonly number[]} shape [O, H, W, I]
 * @param {A} items
 * @returns {{ shape: number[], items: A }}
 * @throws {RangeError} where shape and number of items disagree
 */
export function ohwiToHwio([outputs, height, width, inputs], items) {
  const rows = height * width * inputs;
  if (!(outputs * rows === items.length)) throw new RangeError(`${outputs} x ${rows} is not ${items.length}`);
  const moved = items.slice();
  for (let output = 0; output < outputs; output++) {
    for (let row = 0; row < rows; row++) moved[row * outputs + output] = items[output * rows + row];
  }
  return { shape: [height, width, inputs, outputs], items: moved };
}

/**
 * A depthwise filter with depth multiplier 1 has the same order of items in both worlds; only the shape differs.
 *
 * @param {readonly number[]} shape [1, H, W, C]
 * @returns {number[]} [H, W, C, 1]
 * @throws {RangeError} where the first axis is not 1
 */
export function depthwiseShape([first, height, width, channels]) {
  if (first !== 1) throw new RangeError(`first axis is ${first} instead of 1`);
  return [height, width, channels, 1];
}
