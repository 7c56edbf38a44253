import { UsageError } from './usage-error';

/** One row of a table, and where it stands. */
export interface CsvRow {
  /** For messages: `labels.csv, row 3 (line 4)`. */
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Reads comma-separated values (RFC 4180: quoted fields, CRLF; a byte-order mark is skipped). Empty lines count for
 * nothing.
 * @param name of the file, for messages
 * @param needed columns that must be there
 * @throws UsageError that names file and row
 */
export function parseCsv(
  text: string,
  name: string,
  needed: readonly string[],
): { columns: string[]; rows: CsvRow[] } {
  const [header, ...records] = recordsOf(text.replace(/^\uFEFF/, ''), name);
  if (header === undefined) throw new UsageError(`${name} is empty.`);
  const columns = header.fields.map((field) => field.trim());
  const missing = needed.find((column) => !columns.includes(column));
  if (missing !== undefined) throw new UsageError(`${name} has no column "${missing}".`);
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined) throw new UsageError(`${name} has the column "${twice}" twice.`);
  const rows = records.map(({ fields, line }, i): CsvRow => {
    const place = `${name}, row ${i + 1} (line ${line})`;
    const short = columns.slice(fields.length).some((column) => needed.includes(column));
    if (short || fields.length > columns.length) {
      throw new UsageError(`${place}: ${fields.length} fields where the header has ${columns.length}.`);
    }
    // What is missing at the end of a row is empty.
    return {
      place,
      values: Object.fromEntries(columns.map((column, c) => [column, (fields[c] ?? '').trim()])),
    };
  });
  return { columns, rows };
}

function recordsOf(text: string, name: string): { fields: string[]; line: number }[] {
  const records: { fields: string[]; line: number }[] = [];
  // A field in quotes (inside, two quotes stand for one) or without, and what ends it.
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y;
  let fields: string[] = [];
  let line = 1;
  let began = 1;
  while (pattern.lastIndex < text.length || fields.length > 0) {
    const match = pattern.exec(text);
    if (match === null) throw new UsageError(`${name}, line ${line}: a quote is out of place.`);
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    line += match[0].match(/\r?\n|\r/g)?.length ?? 0;
    if (match[3] === ',') continue;
    if (fields.length > 1 || fields[0] !== '') records.push({ fields, line: began });
    fields = [];
    began = line;
  }
  return records;
}
