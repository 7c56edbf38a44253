import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv, toJson } from '../../src/shared/history/export';
import { checkFileSize, ImportError, LARGEST_FILE, parseHistoryFile } from '../../src/shared/history/import';
import { EXPRESSIONS, type StoredSpan } from '../../src/shared/types';

const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const SPAN: StoredSpan = {
  expression: 'happy',
  start: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
  duration: 5000,
  confidence: 0.9,
  site: 'meet.google.com',
  callId: CALL,
};

const anySpan: fc.Arbitrary<StoredSpan> = fc.record({
  expression: fc.constantFrom(...EXPRESSIONS),
  start: fc.nat({ max: 4e12 }),
  duration: fc.double({ min: 0.001, max: 86_399_999, noNaN: true }),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
  site: fc.constantFrom('meet.google.com', 'meet.jit.si', '[::1]'),
  callId: fc.constantFrom(CALL, CALL.replace('0a', 'ff')),
});
const titles = fc.dictionary(fc.constantFrom(CALL, CALL.replace('0a', 'ff')), fc.string({ maxLength: 120 }), {
  noNullPrototype: true,
});

const DAY = 24 * 60 * 60 * 1000;
/** So late that the spans of the properties lie before it. */
const LATE = 9e15;
const parse = (text: string) => parseHistoryFile(text, LATE);

describe('a JSON file', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.array(anySpan), titles, (spans, names) => {
        expect(parse(toJson(spans, names))).toEqual({ spans, titles: names, reactions: [], ahead: 0 });
      }),
    );
  });

  it('of any other content is refused in plain words, never taken in part', () => {
    const good = JSON.parse(toJson([SPAN, SPAN], { [CALL]: 'Weekly' })) as Record<string, unknown>;
    const broken = fc.oneof(
      fc.string(),
      fc.json(),
      fc.nat({ max: 300 }).map((length) => JSON.stringify(good).slice(0, length)),
      fc
        .tuple(fc.constantFrom('format', 'version', 'spans', 'titles'), fc.jsonValue())
        .map(([field, value]) => JSON.stringify({ ...good, [field]: value })),
      fc
        .tuple(fc.constantFrom(...Object.keys(SPAN)), fc.jsonValue())
        .map(([field, value]) => JSON.stringify({ ...good, spans: [SPAN, { ...SPAN, [field]: value }] })),
    );
    fc.assert(
      fc.property(broken, (text) => {
        try {
          const { spans } = parse(text);
          // What is taken must be good: written and read again it is the same.
          expect(parse(toJson(spans, {})).spans).toEqual(spans);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportError);
          expect((error as Error).message).toMatch(/^This file .+\.$/s);
        }
      }),
      { numRuns: 500 },
    );
  });

  const file = (more: object) =>
    JSON.stringify({ format: 'emojigen-history', version: 1, titles: {}, spans: [SPAN], ...more });

  it.each([
    ['text', 'hello', /cannot be read/],
    ['cut off', file({}).slice(0, -5), /cannot be read/],
    ['foreign', '{"bookmarks": []}', /not an EmojiGen history/],
    ['foreign, a list', '[1, 2]', /not an EmojiGen history/],
    ['nothing', 'null', /not an EmojiGen history/],
    ['newer', file({ version: 3 }), /newer EmojiGen/],
    ['without a version', file({ version: 'x' }), /which version/],
    ['without spans', file({ spans: {} }), /no list/],
    ['with a damaged span', file({ spans: [SPAN, { ...SPAN, confidence: 2 }] }), /entry 2 \(confidence/],
    ['with a foreign call id', file({ spans: [{ ...SPAN, callId: '<b>' }] }), /entry 1 \(unknown call id/],
    ['with a site that is none', file({ spans: [{ ...SPAN, site: 'a/b' }] }), /entry 1 \(site/],
    ['with endless titles', file({ titles: { [CALL]: 'x'.repeat(121) } }), /titles/],
    ['with a list of titles', file({ titles: [] }), /titles/],
  ])('that is %s is refused', (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(ImportError);
  });

  it('with more spans than anyone has is refused', () => {
    const text = `{"format": "emojigen-history", "version": 1, "spans": [${'0,'.repeat(1_000_000)}0]}`;
    expect(() => parse(text)).toThrow(/more than 1,000,000/);
  });

  it('is refused by its size alone where that says enough', () => {
    expect(() => checkFileSize(0)).toThrow(/empty/);
    expect(() => checkFileSize(LARGEST_FILE + 1)).toThrow(/too large/);
    expect(() => checkFileSize(LARGEST_FILE)).not.toThrow();
  });

  it('leaves out what lies in the future: it would stand there for good', () => {
    const read = (start: number) => {
      const { spans, ahead } = parseHistoryFile(toJson([SPAN, { ...SPAN, start }], {}), now);
      return [spans.length, ahead];
    };
    const now = SPAN.start + 1000;
    expect(read(now + 2 * DAY)).toEqual([1, 1]);
    expect(read(1.7e15)).toEqual([1, 1]);
    expect(read(now + DAY / 2)).toEqual([2, 0]);
  });

  it('cannot reach the prototype of anything', () => {
    const text = file({}).replace('"titles":{}', '"titles":{"__proto__":"x"}');
    expect(() => parse(text)).toThrow(/titles/);
  });
});

/** A CSV reader of its own, by RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (let at = 0; at < text.length; ) {
    const row: string[] = [];
    for (let more = true; more; ) {
      let value = '';
      if (text[at] === '"') {
        for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
          if (text[at] === '"') at++;
          value += text[at];
        }
        at++;
      } else {
        while (text[at] !== ',' && text[at] !== '\r') value += text[at++];
      }
      row.push(value);
      more = text[at] === ',';
      at += more ? 1 : 2;
    }
    rows.push(row);
  }
  return rows;
}

describe('a CSV file', () => {
  it('has one line a span, whatever the titles contain', () => {
    fc.assert(
      fc.property(fc.array(anySpan), titles, (spans, names) => {
        const text = toCsv(spans, names);
        // The mark by which spreadsheets know the encoding.
        expect(text[0]).toBe('\uFEFF');
        const [head, ...rows] = readCsv(text.slice(1));
        expect(head).toEqual(['start', 'duration_ms', 'expression', 'confidence', 'site', 'call', 'title']);
        expect(rows.map((row) => [Date.parse(row[0]!), Number(row[1]), row[2], Number(row[3])])).toEqual(
          spans.map((span) => [span.start, span.duration, span.expression, span.confidence]),
        );
        rows.forEach((row, i) => {
          expect(row.slice(4, 6)).toEqual([spans[i]!.site, spans[i]!.callId]);
          const title = names[spans[i]!.callId] ?? '';
          expect([title, `'${title}`]).toContain(row[6]);
        });
      }),
    );
  });

  it('never starts a cell with what a spreadsheet runs', () => {
    const text = toCsv([SPAN], { [CALL]: '=HYPERLINK("x")' });
    expect(text.split('\r\n')[1]).toBe(
      `2026-01-02T03:04:05.006Z,5000,happy,0.9,meet.google.com,${CALL},"'=HYPERLINK(""x"")"`,
    );
  });
});
