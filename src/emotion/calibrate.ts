/**
 * Softmax with a temperature (Guo et al. 2017): above 1 the network's confidence is lowered to what its
 * validation accuracy supports; the order never changes.
 * @throws RangeError on logits that are not finite: garbage must never become a confident answer
 */
export function softmax(logits: ArrayLike<number>, temperature = 1): Float64Array {
  const scaled = Float64Array.from(logits, (value) => value / temperature);
  if (!scaled.every(Number.isFinite))
    throw new RangeError('The expression network returned numbers that are not finite.');
  const top = Math.max(...scaled);
  const powers = scaled.map((value) => Math.exp(value - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((value) => value / sum);
}
