import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adapt, shiftOf } from '../../src/analysis/temporal/baseline';
import { createFeedback } from '../../src/background/feedback';
import { createHistoryService } from '../../src/background/history-service';
import { createReactionList } from '../../src/call/reactions/reaction-list';
import { createReactions } from '../../src/call/reactions/reactions';
import { createSettingsStore } from '../../src/shared/edges/settings-store';
import { type History, openHistory } from '../../src/shared/history/store';
import { createWrongSpans } from '../../src/shared/history/wrong';
import type { Baseline } from '../../src/shared/settings/baseline';
import { parseBaseline } from '../../src/shared/settings/baseline-sample';
import { corrected, MOST_CORRECTED, parseCorrections } from '../../src/shared/settings/corrections';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { EXPRESSIONS, type Expression, type Probabilities, type StoredSpan } from '../../src/shared/types';

const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const NOW = 1_700_000_000_000;
const SPAN: StoredSpan = {
  expression: 'happy',
  start: NOW - 5000,
  duration: 2000,
  confidence: 0.8,
  site: 'meet.google.com',
  callId: CALL,
};
const MARK = { time: NOW - 4000, expression: 'happy', confidence: 0.9 } as const;

let history: History;
let named = 0;
let baseline: Baseline | null;

beforeEach(() => {
  history = openHistory({ name: `wrong-${named++}` });
  baseline = null;
});
afterEach(() => history.close());

function makeFeedback() {
  const settings = createSettingsStore({
    get: async () => ({ ...DEFAULT_SETTINGS, retentionDays: 0 }),
    set: async () => {},
    watch: () => () => {},
  });
  const historyService = createHistoryService({
    history,
    settings,
    now: () => NOW,
    bytesUsed: async () => null,
  });
  const baselines = {
    read: async () => baseline,
    write: async (next: Baseline | null) => {
      baseline = next;
    },
  };
  return { historyService, feedback: createFeedback({ historyService, baselines, now: () => NOW }) };
}

describe('a reaction that the user calls wrong', () => {
  it('takes its span out of the statistics, sums included, and leaves the others', async () => {
    const { historyService, feedback } = makeFeedback();
    const others: StoredSpan[] = [
      { ...SPAN, start: NOW - 20_000 },
      { ...SPAN, expression: 'sad' },
      { ...SPAN, callId: CALL.replace('0a', 'ff') },
    ];
    for (const span of [SPAN, ...others]) await historyService.keep(span);
    await feedback.wrong(CALL, MARK);
    expect(await history.count()).toBe(3);
    expect((await history.between(0, NOW)).sort((a, b) => a.start - b.start)).toEqual(
      others.toSorted((a, b) => a.start - b.start),
    );
    const { calls, days } = await history.overview();
    expect(calls.find(({ callId }) => callId === CALL)).toMatchObject({
      count: { happy: 1, sad: 1 },
      time: { happy: 2000, sad: 2000 },
    });
    const happy = days.flatMap(({ quarters }) => quarters.map(({ time }) => time.happy ?? 0));
    expect(happy.reduce((a, b) => a + b)).toBe(4000);
  });

  it('also takes a span out that is just being kept', async () => {
    const { historyService, feedback } = makeFeedback();
    const keeping = historyService.keep(SPAN);
    await feedback.wrong(CALL, MARK);
    await keeping;
    expect(await history.count()).toBe(0);
  });

  it('takes its span out also where the user was asked first and said yes when it was over', async () => {
    const { historyService, feedback } = makeFeedback();
    await historyService.keep(SPAN);
    let now: number = MARK.time;
    const reactions = createReactions({ now: () => now, autoReactions: () => true, onReaction() {} });
    reactions.offer({ ...MARK, emoji: '1f604', asks: true });
    now += 4000;
    reactions.sendNow(null, 0);
    const shown = reactions.kept[0]!.time;
    expect(shown).toBe(now);
    await feedback.wrong(CALL, reactions.markWrong(shown)!);
    expect(await history.count()).toBe(0);
    expect(reactions.kept).toMatchObject([{ time: shown, wrong: true }]);
    expect(reactions.markWrong(shown)).toBeNull();
  });

  it('is remembered by the analysis for the span that is not over', () => {
    const wrong = createWrongSpans();
    wrong.add(MARK);
    expect(wrong.has(SPAN)).toBe(true);
    expect(wrong.has({ ...SPAN, expression: 'sad' })).toBe(false);
    expect(wrong.has({ ...SPAN, start: MARK.time + 1 })).toBe(false);
    expect(wrong.has({ ...SPAN, start: MARK.time - 10, duration: 9 })).toBe(false);
  });

  it('makes the expression a little harder, and says so to nobody twice', async () => {
    const { feedback } = makeFeedback();
    await Promise.all([feedback.wrong(CALL, MARK), feedback.wrong(CALL, { ...MARK, time: 1 })]);
    expect(baseline).toEqual({
      version: 2,
      time: NOW,
      samples: {},
      corrections: { happy: expect.closeTo(-0.72) },
    });
    expect(parseBaseline(structuredClone(baseline))).toEqual(baseline);
    const list = createReactionList();
    list.add({ ...MARK, emoji: '1f604' });
    expect(list.markWrong(MARK.time)).toEqual(MARK);
    expect(list.markWrong(MARK.time)).toBeNull();
    expect(list.markWrong(5)).toBeNull();
    expect(list.all).toEqual([{ ...MARK, emoji: '1f604', wrong: true }]);
  });
});

const probabilities = fc
  .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })
  .map((weights) => {
    const sum = weights.reduce((a, b) => a + b);
    return Object.fromEntries(EXPRESSIONS.map((name, i) => [name, weights[i]! / sum])) as Probabilities;
  });
const expression = fc.constantFrom<Expression>(...EXPRESSIONS);

describe('corrections', () => {
  it('push only the expressions that were wrong, down, to neutral, and within bounds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(expression, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 40 }),
        probabilities,
        (marks, before) => {
          let learned: Baseline | null = null;
          for (const [name, confidence] of marks) learned = corrected(learned, name, confidence, NOW);
          const after = adapt(before, shiftOf(learned));
          const sum = EXPRESSIONS.reduce((all, name) => all + after[name], 0);
          expect(sum).toBeCloseTo(1, 9);
          for (const name of EXPRESSIONS) {
            if (name === 'neutral') expect(after.neutral).toBeGreaterThanOrEqual(before.neutral - 1e-12);
            else if (!marks.some(([each]) => each === name)) expect(after[name]).toBe(before[name]);
            else {
              expect(after[name]).toBeLessThanOrEqual(before[name] + 1e-12);
              const odds = (p: number) => p / (1 - p);
              // Compared as odds, and with room for rounding where nearly certain.
              expect(odds(after[name])).toBeGreaterThanOrEqual(
                odds(before[name]) * Math.exp(-MOST_CORRECTED) * 0.999,
              );
            }
          }
        },
      ),
    );
  });

  it('leave a certain smile a smile', () => {
    let learned: Baseline | null = null;
    for (let i = 0; i < 100; i++) learned = corrected(learned, 'happy', 1, NOW);
    const smile = { neutral: 0.05, happy: 0.95, surprised: 0, sad: 0, angry: 0, fearful: 0 };
    expect(adapt(smile, shiftOf(learned)).happy).toBeGreaterThan(0.8);
  });

  it('are read back as they were, and out of anything else nothing wrong', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const [name, moved] of Object.entries(parseCorrections(value) ?? {})) {
          expect(EXPRESSIONS).toContain(name);
          expect(moved < 0 && moved >= -MOST_CORRECTED).toBe(true);
        }
      }),
    );
    expect(parseCorrections({ happy: -0.5, sad: 1, angry: -9, neutral: -1, other: -1 })).toEqual({
      happy: -0.5,
    });
  });

  it('come on top of a calibration, and a new calibration begins without them', () => {
    const sample = {
      frames: 20,
      logOdds: { neutral: 2, happy: -3, surprised: -4, sad: -0.5, angry: -5, fearful: -5 },
      geometry: { browHeight: 0.5, eyeOpening: 0.3, mouthOpening: 0.1, mouthWidth: 1 },
    };
    const calibrated: Baseline = { version: 2, time: NOW, samples: { neutral: sample } };
    const before = shiftOf(calibrated)!;
    const after = shiftOf(corrected(calibrated, 'sad', 1, NOW))!;
    expect(after.sad).toBeCloseTo(before.sad - 0.4);
    expect(after.happy).toBe(before.happy);
  });
});
