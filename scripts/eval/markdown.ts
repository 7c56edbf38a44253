/** Pieces of generated pages. */

/** A table; the first column is text, the others are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** A share as per cent with one decimal; a dash for none. */
export const percent = (value: number | null): string => (value === null ? '–' : (100 * value).toFixed(1));

/** A difference of shares in points, with its sign. */
export function points(value: number): string {
  const text = (100 * value).toFixed(1);
  return value < 0 && Number(text) !== 0 ? text.replace('-', '−') : Number(text) === 0 ? '0.0' : `+${text}`;
}

const mark = (name: string, edge: 'begin' | 'end'): string => `<!-- ${edge} ${name} -->`;

/**
 * Puts text between the marks `<!-- begin NAME -->` and `<!-- end NAME -->` of a page.
 * @throws Error where the page has no such marks
 */
export function fillBlock(page: string, name: string, text: string): string {
  const from = page.indexOf(mark(name, 'begin'));
  const to = page.indexOf(mark(name, 'end'));
  if (from < 0 || to < from) throw new Error(`The page has no block "${name}".`);
  return `${page.slice(0, from + mark(name, 'begin').length)}\n${text}\n${page.slice(to)}`;
}
