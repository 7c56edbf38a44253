/** Placeholder that finds a value's position in a text. */
const MARK = '\uE000';

/** The two parts of a text around its only value, for a value that is more than text (bold, a link). */
export function around(text: (value: string) => string): readonly [before: string, after: string] {
  const [before = '', after = ''] = text(MARK).split(MARK);
  return [before, after];
}
