/** Messages that nobody of ours would send, in numbers: guards never throw, and let through only what they know. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHints } from '../../src/background/hints';
import { createLeftCalls } from '../../src/background/left-calls';
import { createRouter } from '../../src/background/router';
import { createImageStore } from '../../src/shared/edges/image-store';
import { createSettingsStore } from '../../src/shared/edges/settings-store';
import { parseToBackground } from '../../src/shared/messages/background';
import { parseToOffscreen } from '../../src/shared/messages/frame-guards';

const RUNS = 5000;

/** Objects with keys that are known to hurt, besides ordinary ones. */
const key = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'length',
  'to',
  'type',
  'frame',
);
const nasty: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.anything({ withNullPrototype: true, withBigInt: true, withTypedArray: true }) },
  { weight: 1, arbitrary: fc.dictionary(key, fc.anything()) },
);
const number = fc.oneof(fc.integer({ min: -2, max: 2048 }), fc.double(), fc.constant('4'), nasty);
const rect = fc.oneof(fc.record({ x: number, y: number, width: number, height: number }), nasty);
const nearlyFrame = fc.record(
  {
    width: fc.oneof(fc.constantFrom(2, 4, 6), number),
    height: fc.oneof(fc.constantFrom(2, 4), number),
    data: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ minLength: 12, maxLength: 12 }), nasty),
    time: number,
    region: rect,
    sourceWidth: number,
    sourceHeight: number,
  },
  { requiredKeys: [] },
);
const nearlyToOffscreen = fc.record({
  type: fc.oneof(fc.constantFrom('frame', 'camera-off', 'retry', 'pull', '__proto__'), nasty),
  frame: fc.oneof(nearlyFrame, nasty),
});
const nearlyPatch = fc.record(
  {
    site: fc.oneof(
      fc.record({ host: fc.oneof(fc.domain(), nasty), on: fc.oneof(fc.boolean(), nasty) }),
      nasty,
    ),
    backend: fc.oneof(fc.constantFrom('webgl', 'wasm'), nasty),
    outputs: nasty,
    reactions: nasty,
    sites: fc.oneof(fc.dictionary(key, fc.boolean()), nasty),
    version: nasty,
    __proto__: nasty,
  },
  { requiredKeys: [] },
);
const nearlyToBackground = fc.record(
  {
    to: fc.constant('background'),
    type: fc.oneof(
      fc.constantFrom(
        'camera-here',
        'call-state',
        'overlay-moved',
        'site-off',
        'span',
        'change-settings',
        'change-settings',
        'import-part',
      ),
      nasty,
    ),
    state: nasty,
    span: fc.oneof(
      fc.record({ expression: nasty, start: number, duration: number, confidence: number }),
      nasty,
    ),
    callId: fc.oneof(fc.uuid(), nasty),
    frameId: fc.oneof(fc.uuid(), nasty),
    time: number,
    x: number,
    y: number,
    patch: fc.oneof(nearlyPatch, nasty),
    site: nasty,
    on: nasty,
  },
  { requiredKeys: ['to', 'type'] },
);

describe(`hostile messages, ${RUNS} of each kind`, () => {
  it('for the offscreen document: what passes has sizes and a buffer that agree', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, nearlyToOffscreen), (value) => {
        const parsed = parseToOffscreen(value);
        if (parsed?.type !== 'frame') return;
        const { width, height, data, region, sourceWidth, sourceHeight } = parsed.frame;
        expect(data.length).toBe(width * height * 1.5);
        expect(width * height).toBeLessThanOrEqual(1024 * 1024);
        expect(region.x + region.width).toBeLessThanOrEqual(sourceWidth);
        expect(region.y + region.height).toBeLessThanOrEqual(sourceHeight);
      }),
      { numRuns: RUNS },
    );
  });

  it('for the background: what passes is plain data that passes again unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, nearlyToBackground), (value) => {
        const parsed = parseToBackground(value);
        if (parsed === null) return;
        expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
        expect(parseToBackground(structuredClone(parsed))).toEqual(parsed);
      }),
      { numRuns: RUNS },
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  }, 60_000);

  it('from strangers and web pages: nothing is stored', async () => {
    let stored: unknown;
    let spans = 0;
    const route = createRouter({
      self: { id: 'ours', base: 'chrome-extension://ours/' },
      settings: createSettingsStore({
        get: async () => stored,
        set: async (value) => {
          stored = value;
        },
        watch: () => () => {},
      }),
      history: { between: async () => [] },
      hints: createHints({
        get: async () => undefined,
        set: async (value) => {
          stored = value;
        },
      }),
      keys: async () => ({}),
      leftCalls: createLeftCalls(Date.now),
      historyService: {
        keep: async () => {
          spans += 1;
        },
        answer: async () => {
          spans += 1;
          return undefined;
        },
        prune: async () => {},
        keepReaction: async () => {
          spans += 1;
        },
        removeWrong: async () => {
          spans += 1;
        },
      },
      images: createImageStore({
        get: async () => stored,
        set: async (value) => {
          stored = value;
        },
        watch: () => () => {},
      }),
      baselines: {
        read: async () => null,
        write: async (value) => {
          stored = value;
        },
      },
      offscreen: { ensure: async () => ({ ok: true }) },
      showBadge: async () => {},
      showSummary: async () => {},
      tellTab: async () => {},
      wantSite: async () => {},
      sync: {
        state: async () => ({ on: false, time: null, problem: null }),
        setOn: async (on) => {
          stored = on;
          return { on, time: null, problem: null };
        },
        forget: async () => ({ on: false, time: null, problem: null }),
        run: async () => {},
      },
      feedback: {
        wrong: async () => {
          spans += 1;
        },
      },
      callWords: { wordsFor: async () => null },
      privateWindows: {
        over: async (settings) => settings,
        siteOff: async () => {
          stored = 1;
        },
        overlayMoved: async () => {
          stored = 1;
        },
      },
      pause: {
        read: async () => null,
        pauseFor: async (minutes) => {
          stored = minutes;
          return null;
        },
      },
    });
    const stranger = fc.record(
      { id: fc.constantFrom('theirs', 'ours ', ''), url: fc.webUrl(), tab: fc.constant({ id: 1 }) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(nasty, nearlyToBackground), stranger, async (message, sender) => {
        const answer = route(message, sender);
        // Not for the background, or refused.
        if (answer !== undefined)
          expect(
            await answer.then(
              () => 'taken',
              () => 'refused',
            ),
          ).toBe('refused');
      }),
      { numRuns: RUNS },
    );
    expect(stored).toBeUndefined();
    expect(spans).toBe(0);
  }, 60_000);
});
