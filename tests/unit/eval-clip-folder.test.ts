import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClipReaction, TrueSpan } from '../../scripts/eval/clip-figures';
import { findClip, levelAt } from '../../scripts/eval/clip-files';
import { askedSpans, falseReactions, folderFigures, type ScoredClip } from '../../scripts/eval/clip-score';
import { readTruths } from '../../scripts/eval/clip-truth';
import { poissonAtMost, poissonInterval } from '../../scripts/eval/interval';
import { type PairResult, pairFigures } from '../../scripts/eval/pair-figures';
import { POOR_CAMERA, swayed } from '../../scripts/eval/pair-sequence';
import { createPeerRun } from '../../scripts/eval/peer-run';
import { mostly } from './support/probabilities';

const reaction = (t: number, expression: ClipReaction['expression'] = 'happy'): ClipReaction => ({
  t,
  expression,
  emoji: '1f604',
  confidence: 0.9,
});
const span = (start: number, end: number, expression: TrueSpan['expression'] = 'happy'): TrueSpan => ({
  start,
  end,
  expression,
});
const clip = (more: Partial<Omit<ScoredClip, 'truth'>> & Partial<ScoredClip['truth']>): ScoredClip => {
  const { name = 'a', kind = 'talk', person = 'p', truth = [], unsure = [], ...rest } = more;
  const every = Array.from({ length: 100 }, (_, i) => ({ t: i / 10, expression: 'neutral' as const }));
  return { truth: { name, kind, person, truth, unsure }, seconds: 10, shown: every, reactions: [], ...rest };
};

describe('a folder of clips', () => {
  it('counts a reaction as false unless a true or an unsure span of its kind explains it', () => {
    const spans = { truth: [span(1, 2)], unsure: [span(5, 6)] };
    const reactions = [reaction(1.5), reaction(2.4), reaction(5.1), reaction(5.2, 'surprised'), reaction(8)];
    expect(falseReactions(clip({ ...spans, reactions })).map(({ t }) => t)).toEqual([5.2, 8]);
  });

  it('asks for spans of half a second, which one reaction shortly before may speak for', () => {
    const truth = [span(1, 1.4), span(3, 5), span(6, 7), span(8, 9, 'sad')];
    const asked = askedSpans(clip({ truth, reactions: [reaction(3.4)] }));
    expect(asked.map(({ span: { start }, by }) => [start, by?.t ?? null])).toEqual([
      [3, 3.4],
      [6, 3.4],
    ]);
    const late = askedSpans(clip({ truth: [span(3, 5)], reactions: [reaction(5.6)] }));
    expect(late[0]!.by).toBeNull();
  });

  it('gives false reactions per 10 minutes of talk only', () => {
    const figures = folderFigures([
      clip({ reactions: [reaction(1)] }),
      clip({ name: 'b', kind: 'smile', reactions: [reaction(1)], truth: [span(4, 5)] }),
    ]);
    expect(figures).toMatchObject({
      clips: 2,
      people: 1,
      talkSeconds: 10,
      falseInTalk: 1,
      falsePer10Minutes: 60,
      falseElsewhere: 1,
      caught: { happy: { spans: 1, caught: 1 }, surprised: { spans: 0, caught: 0 } },
    });
  });

  it('tells how long the shown expression was right, without what nobody can tell', () => {
    const truth = { truth: [span(0, 4.95)], unsure: [span(4.96, 6.95, 'sad')] };
    expect(folderFigures([clip(truth)]).shownRight).toBeCloseTo(3 / 8, 2);
  });

  it('names what is wrong with the truth', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'emojigen-clips-'));
    try {
      await expect(readTruths(folder)).rejects.toThrow('cannot be read');
      writeFileSync(join(folder, 'truth.json'), '{"a": {"kind": "talk", "truth": [{"start": 2, "end": 1}]}}');
      await expect(readTruths(folder)).rejects.toThrow('a, truth: entry 1');
      writeFileSync(join(folder, 'truth.json'), '{"a": {"kind": "talk"}}');
      expect(await readTruths(folder)).toEqual([
        { name: 'a', kind: 'talk', person: 'a', truth: [], unsure: [] },
      ]);
      await expect(findClip(folder, 'a')).rejects.toThrow('a.mjpeg');
      writeFileSync(join(folder, 'a.mp4'), '');
      expect(await findClip(folder, 'a')).toBe(join(folder, 'a.mp4'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the interval of a count', () => {
  it('is the exact one', () => {
    // Garwood's table.
    const table = [
      [0, 0, 3.689],
      [1, 0.0253, 5.572],
      [5, 1.623, 11.668],
      [11, 5.491, 19.682],
    ] as const;
    for (const [count, low, high] of table) {
      expect(poissonInterval(count)[0]).toBeCloseTo(low, 2);
      expect(poissonInterval(count)[1]).toBeCloseTo(high, 2);
    }
  });

  it('holds the count, and its chance of it at both ends is one in forty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const [low, high] = poissonInterval(count);
        expect(low).toBeLessThan(count);
        expect(high).toBeGreaterThan(count);
        expect(1 - poissonAtMost(count - 1, low)).toBeCloseTo(0.025, 4);
        expect(poissonAtMost(count, high)).toBeCloseTo(0.025, 4);
      }),
    );
  });
});

describe('the loudness of a clip', () => {
  it('is that of the loudest of the last three pieces', () => {
    const samples = new Float32Array(1600).fill(0, 0, 1600).fill(0.5, 1120, 1280);
    expect(levelAt(samples, 1120)).toBe(0);
    expect(levelAt(samples, 1280)).toBeCloseTo(0.5, 6);
    expect(levelAt(samples, 1600)).toBeCloseTo(0.5, 6);
    expect(levelAt(samples, 0)).toBe(0);
  });
});

describe('pairs of photographs', () => {
  const result = (more: Partial<PairResult>): PairResult => ({
    truth: 'happy',
    groups: { subject: '1', gender: 'male' },
    falseOnCalm: [],
    caughtAfter: 0.5,
    slot: 'happy.slight',
    ...more,
  });

  it('are counted by group, but not by subject', () => {
    const figures = pairFigures([
      result({}),
      result({ caughtAfter: null, slot: null, groups: { subject: '2', gender: 'male' } }),
      result({ falseOnCalm: ['sad'], groups: { subject: '3', gender: 'female' } }),
    ]);
    expect(figures).toMatchObject({ pairs: 3, caught: 2, share: 0.667, falseOnCalm: 1, missed: ['2'] });
    expect(Object.keys(figures.groups)).toEqual(['gender']);
    expect(figures.groups.gender).toMatchObject({ male: { pairs: 2, caught: 1 }, female: { caught: 1 } });
  });

  it('sway a little, the same way each time', () => {
    const data = Buffer.from(Uint8Array.from({ length: 4 * 64 * 48 }, (_, i) => (i * 7) % 256));
    const photo = { width: 64, height: 48, data };
    const one = swayed(photo, 1.5, 3);
    expect([one.width, one.height]).toEqual([640, 480]);
    expect(swayed(photo, 1.5, 3).data.equals(one.data)).toBe(true);
    expect(swayed(photo, 1.6, 3).data.equals(one.data)).toBe(false);
  });

  it('are smaller before a poor camera', () => {
    const white = { width: 64, height: 48, data: Buffer.alloc(4 * 64 * 48, 255) };
    const dot = Buffer.from(white.data);
    // Black from a quarter to three quarters of the width.
    for (let y = 0; y < 48; y++)
      for (let x = 16; x < 48; x++) dot.fill(0, 4 * (64 * y + x), 4 * (64 * y + x) + 3);
    const blackIn = (camera?: typeof POOR_CAMERA): number => {
      const { data } = swayed({ ...white, data: dot }, 0, 0, camera);
      return Array.from({ length: 640 }, (_, x) => data[4 * (640 * 240 + x)]!).filter((v) => v < 128).length;
    };
    expect(blackIn()).toBeGreaterThan(300);
    expect(blackIn(POOR_CAMERA) / blackIn()).toBeCloseTo(POOR_CAMERA.size, 1);
  });
});

describe("a peer's chain", () => {
  const picture = { width: 1, height: 1, data: Buffer.alloc(4) };
  it('reacts whenever the likeliest expression becomes one that may, and says nothing without a face', async () => {
    const faces = ['neutral', 'happy', 'happy', null, 'happy', 'sad', 'surprised'] as const;
    let n = 0;
    const look = createPeerRun(async () => {
      const expression = faces[n++]!;
      return expression && mostly(expression);
    });
    const fired = [];
    for (const _ of faces) fired.push((await look(picture, 100 * n))?.fires);
    expect(fired).toEqual([null, 'happy', null, undefined, null, null, 'surprised']);
  });
});
