/** The history as a file: JSON, which can be imported again (see import.ts), and CSV for spreadsheets. */

import type { StoredReaction } from '../reaction-event';
import type { StoredSpan } from '../types';
import type { Titles } from './change';

/** Identifies the file format. */
export const FILE_FORMAT = 'emojigen-history';
/** Version 1 had no reactions. */
export const FILE_VERSION = 2;

/** Everything as JSON, one span or reaction per line, so that people can read it. */
export function toJson(
  spans: readonly StoredSpan[],
  titles: Titles,
  reactions: readonly StoredReaction[] = [],
): string {
  const head = `"format": "${FILE_FORMAT}", "version": ${FILE_VERSION}`;
  const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join(',\n');
  return `{ ${head},\n"titles": ${JSON.stringify(titles)},\n"spans": [\n${lines(spans)}\n],\n"reactions": [\n${lines(reactions)}\n] }\n`;
}

const COLUMNS = ['start', 'duration_ms', 'expression', 'confidence', 'site', 'call', 'title'];

/** Without it, spreadsheets assume the system's own encoding instead of UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** One line per span, times in UTC (RFC 3339), lines and quotes as in RFC 4180. */
export function toCsv(spans: readonly StoredSpan[], titles: Titles): string {
  const lines = spans.map(({ start, duration, expression, confidence, site, callId }) => {
    const title = Object.hasOwn(titles, callId) ? titles[callId]! : '';
    const time = new Date(start).toISOString();
    return [time, duration, expression, confidence, site, callId, title].map(cell).join(',');
  });
  return BYTE_ORDER_MARK + [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

const REACTION_COLUMNS = ['time', 'emoji', 'slot', 'how', 'outcome', 'shown', 'site', 'call', 'title'];

/** The reactions as a separate table in the same format. */
export function toReactionsCsv(reactions: readonly StoredReaction[], titles: Titles): string {
  const lines = reactions.map(({ time, emoji, slot = '', how, outcome, shown, site, callId }) => {
    const title = Object.hasOwn(titles, callId) ? titles[callId]! : '';
    const text = String.fromCodePoint(...emoji.split('-').map((point) => Number.parseInt(point, 16)));
    const moment = new Date(time).toISOString();
    return [moment, text, slot, how, outcome, shown.join(' '), site, callId, title].map(cell).join(',');
  });
  return BYTE_ORDER_MARK + [REACTION_COLUMNS.join(','), ...lines, ''].join('\r\n');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // A spreadsheet would run such a text as a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
