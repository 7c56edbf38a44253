/** Values from outside that other fuzz tests do not cover: answers of call tabs, files, what stands on the disk. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNewImage, parseOwnImages } from '../../src/shared/emoji/own-images';
import { ImportError, parseHistoryFile } from '../../src/shared/history/import';
import { toStoredSpan } from '../../src/shared/history/span';
import { parseCallSnapshot } from '../../src/shared/messages/call-tab';
import { parseSiteReport } from '../../src/shared/messages/site-report';
import { parseBaseline } from '../../src/shared/settings/baseline-sample';
import { parseSettings } from '../../src/shared/settings/migrations';
import { EXPRESSIONS } from '../../src/shared/types';

const RUNS = { numRuns: 2000 };

/** Anything, of which much has the field names that are looked for, at every depth. */
const NAMES =
  `state kind reactions load site name phase elements attempts what found way reason message format version spans
  titles expression start duration confidence callId sites autoReactions emoji outputs dataUrl id brows mouth
  samples eyes time count __proto__ constructor toString length`.split(/\s+/);
const { tree: nasty } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.anything({ withBigInt: true, withNullPrototype: true, withTypedArray: true }),
    fc.constantFrom<unknown>(
      'call',
      'unknown',
      'error',
      'happy',
      'emojigen-history',
      0,
      1,
      -1,
      Number.NaN,
      1e300,
    ),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('tree'), { maxKeys: 12 }),
  ),
}));

const PARSERS: Record<string, (value: unknown) => unknown> = {
  'a site report': parseSiteReport,
  'a call snapshot': parseCallSnapshot,
  'a new image': parseNewImage,
  'stored images': parseOwnImages,
  'a baseline': parseBaseline,
  'stored settings': (value) => parseSettings(value).settings,
};

describe('of anything', () => {
  it.each(Object.entries(PARSERS))(
    '%s is made without a throw, is plain data, and passes again unchanged',
    (_, parse) => {
      fc.assert(
        fc.property(nasty, (value) => {
          const parsed = parse(value);
          const copy = JSON.parse(JSON.stringify(parsed ?? null));
          expect(copy).toEqual(parsed ?? null);
          expect(parse(copy) ?? null).toEqual(parsed ?? null);
          expect(({} as Record<string, unknown>).polluted).toBeUndefined();
        }),
        RUNS,
      );
    },
  );
});

describe('a history file', () => {
  const number = fc.oneof(fc.integer({ min: -1, max: 1e6 }), fc.double({ noNaN: true }), nasty);
  const span = fc.record(
    {
      expression: fc.oneof(fc.constantFrom(...EXPRESSIONS), nasty),
      start: number,
      duration: number,
      confidence: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), nasty),
      site: fc.oneof(fc.constantFrom('meet.google.com', '__proto__', 'javascript:1'), nasty),
      callId: fc.oneof(fc.uuid(), nasty),
    },
    { requiredKeys: [] },
  );
  const good = fc.record({
    expression: fc.constantFrom(...EXPRESSIONS),
    start: fc.nat(),
    duration: fc.integer({ min: 1, max: 1000 }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    site: fc.constant('meet.google.com'),
    callId: fc.uuid(),
  });
  const file = fc.record({
    format: fc.oneof({ weight: 9, arbitrary: fc.constant('emojigen-history') }, nasty),
    version: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, nasty),
    titles: fc.oneof(fc.dictionary(fc.uuid(), fc.string()), nasty),
    spans: fc.oneof(fc.array(fc.oneof(good, span), { maxLength: 5 }), fc.array(good), nasty),
  });
  const text = fc.oneof(
    file.map((value) => {
      try {
        return JSON.stringify(value) ?? '';
      } catch {
        return '';
      }
    }),
    fc.string(),
    fc.json(),
  );

  it('is taken whole, with spans that can be kept, or refused in words', () => {
    let taken = 0;
    fc.assert(
      fc.property(text, (content) => {
        let parsed: ReturnType<typeof parseHistoryFile>;
        try {
          parsed = parseHistoryFile(content, 9e15);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportError);
          return;
        }
        taken += 1;
        expect(parsed.spans).toHaveLength(JSON.parse(content).spans.length);
        for (const each of parsed.spans) expect(toStoredSpan(each)).toEqual(each);
      }),
      RUNS,
    );
    // Else nothing would have been looked at.
    expect(taken).toBeGreaterThan(20);
  });
});
