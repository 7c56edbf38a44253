/** At most `most` places out of `all`, evenly spread; 0 takes all of them. Always the same ones. */
export function spread(all: number, most: number): number[] {
  const count = most > 0 ? Math.min(most, all) : all;
  return Array.from({ length: count }, (_, i) => Math.floor((i * all) / count));
}
