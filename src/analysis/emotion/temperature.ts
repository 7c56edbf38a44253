/**
 * Softmax with a temperature (Guo et al. 2017): above 1 the network's confidence is lowered to what its
 * validation accuracy supports; the order never changes.
 * @param temperature above 0
 * @throws RangeError on a temperature that is none, and on logits that are not finite: garbage must never become a
 * confident answer
 */
export function softmax(logits: ArrayLike<number>, temperature = 1): Float64Array {
  if (!(Number.isFinite(temperature) && temperature > 0))
    throw new RangeError(`The temperature of a softmax is a finite number above 0, not ${temperature}.`);
  const values = Float64Array.from(logits);
  if (!values.every(Number.isFinite))
    throw new RangeError('The expression network returned numbers that are not finite.');
  const top = Math.max(...values);
  // Divided only after the subtraction: what is left cannot overflow upwards, however low the temperature is.
  const powers = values.map((value) => Math.exp((value - top) / temperature));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((value) => value / sum);
}
