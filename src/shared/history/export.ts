/** The history as a file: JSON, which can be read back (see import.ts), and CSV for spreadsheets. */
import type { StoredSpan } from '../types';
import type { Titles } from './change';

/** Says whose file it is. */
export const FILE_FORMAT = 'emojigen-history';
export const FILE_VERSION = 1;

/** All of it as JSON, one span a line, so that it can also be looked at. */
export function toJson(spans: readonly StoredSpan[], titles: Titles): string {
  const head = `"format": "${FILE_FORMAT}", "version": ${FILE_VERSION}`;
  const rows = spans.map((span) => JSON.stringify(span)).join(',\n');
  return `{ ${head},\n"titles": ${JSON.stringify(titles)},\n"spans": [\n${rows}\n] }\n`;
}

const COLUMNS = ['start', 'duration_ms', 'expression', 'confidence', 'site', 'call', 'title'];

/** Without it, spreadsheets take UTF-8 for the system's own encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/** One line a span, times in UTC (RFC 3339), lines and quotes as in RFC 4180. */
export function toCsv(spans: readonly StoredSpan[], titles: Titles): string {
  const lines = spans.map(({ start, duration, expression, confidence, site, callId }) => {
    const title = Object.hasOwn(titles, callId) ? titles[callId]! : '';
    const time = new Date(start).toISOString();
    return [time, duration, expression, confidence, site, callId, title].map(cell).join(',');
  });
  return BYTE_ORDER_MARK + [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // A spreadsheet would take such a text for a formula and run it.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
