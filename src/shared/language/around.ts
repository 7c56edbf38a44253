/** Stands in for a value whose place is looked for. */
const MARK = '\uE000';

/** The two parts of a text around its one value, for a value that is more than text (bold, a link). */
export function around(text: (value: string) => string): readonly [before: string, after: string] {
  const [before = '', after = ''] = text(MARK).split(MARK);
  return [before, after];
}
