/** The columns by which photographs and pairs fall into groups. Pure. */

/** A column with more values than this tells people apart, or measures something: a name, an age, a coordinate. */
const MOST_GROUPS = 12;

/**
 * @param rows values of every further column of labels.csv; a row that lacks a column has an empty value there
 * @returns the columns with at most a dozen values, each with its values in order
 */
export function groupColumns(
  rows: readonly Readonly<Record<string, string>>[],
): [column: string, values: string[]][] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))]
    .map((column): [string, string[]] => [column, [...new Set(rows.map((row) => row[column] ?? ''))].sort()])
    .filter(([, values]) => values.length <= MOST_GROUPS);
}
