/** Weights in the order in which the kernels read them. Pure. */

/** Channels are kept in multiples of this. */
export const LANES = 4;

export const roundedUp = (value: number, to: number): number => to * Math.ceil(value / to);

const slopeAt = (slopes: ArrayLike<number> | number, channel: number): number =>
  typeof slopes === 'number' ? slopes : slopes[channel]!;

/**
 * For blocks of eight channels, and one of four at the end where that is enough: bias, slopes, then each input's weights.
 * @param form places of the window; channels of the input, without and with those that only fill up; channels of the output
 * @param packed zeros, as many as all that is
 */
export function packProduct(
  filter: ArrayLike<number>,
  bias: ArrayLike<number>,
  slopes: ArrayLike<number> | number,
  { places, inputs, lanes, count }: Record<'places' | 'inputs' | 'lanes' | 'count', number>,
  packed: Float32Array,
): void {
  let out = 0;
  for (let from = 0; from < count; ) {
    const block = roundedUp(count, LANES) - from >= 8 ? 8 : LANES;
    const here = Math.min(block, count - from);
    for (let i = 0; i < here; i++) {
      packed[out + i] = bias[from + i]!;
      packed[out + block + i] = slopeAt(slopes, from + i);
    }
    out += 2 * block;
    for (let place = 0; place < places; place++) {
      for (let input = 0; input < inputs; input++) {
        const weight = (place * inputs + input) * count + from;
        const to = out + (place * lanes + input) * block;
        for (let i = 0; i < here; i++) packed[to + i] = filter[weight + i]!;
      }
    }
    out += places * lanes * block;
    from += block;
  }
}

export function packDepthwise(
  filter: ArrayLike<number>,
  bias: ArrayLike<number>,
  slopes: ArrayLike<number> | number,
  places: number,
  channels: number,
  packed: Float32Array,
): void {
  for (let channel = 0; channel < channels; channel++) {
    const at = Math.floor(channel / LANES) * LANES * (2 + places) + (channel % LANES);
    packed[at] = bias[channel]!;
    packed[at + LANES] = slopeAt(slopes, channel);
    for (let place = 0; place < places; place++)
      packed[at + LANES * (2 + place)] = filter[place * channels + channel]!;
  }
}
