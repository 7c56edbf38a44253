/** Columns of the picker; its style sheet has the same number. */
export const COLUMNS = 8;

/** The arrow key for the same direction in right-to-left text. */
export function mirrored(key: string): string {
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
}

/**
 * The target of an arrow key in a grid of several groups, each of which begins a new row.
 * @param sizes number of cells in each group
 * @param index of the current cell, counted through all groups
 * @returns the new index, or null if the key does not move
 */
export function moveInGrid(sizes: readonly number[], index: number, key: string): number | null {
  const rows = rowsOf(sizes);
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const y = rows.findIndex((row) => index >= row.start && index < row.start + row.length);
  const row = rows[y];
  if (row === undefined) return null;
  const beside = (other: (typeof rows)[number] | undefined): number | null =>
    other === undefined ? null : other.start + Math.min(index - row.start, other.length - 1);
  switch (key) {
    case 'ArrowRight':
      return index + 1 < count ? index + 1 : null;
    case 'ArrowLeft':
      return index > 0 ? index - 1 : null;
    case 'ArrowDown':
      return beside(rows[y + 1]);
    case 'ArrowUp':
      return beside(rows[y - 1]);
    case 'Home':
      return index === 0 ? null : 0;
    case 'End':
      return index === count - 1 ? null : count - 1;
    default:
      return null;
  }
}

function rowsOf(sizes: readonly number[]): { readonly start: number; readonly length: number }[] {
  let start = 0;
  return sizes.flatMap((size) => {
    const rows = Array.from({ length: Math.ceil(size / COLUMNS) }, (_, n) => ({
      start: start + n * COLUMNS,
      length: Math.min(COLUMNS, size - n * COLUMNS),
    }));
    start += size;
    return rows;
  });
}
