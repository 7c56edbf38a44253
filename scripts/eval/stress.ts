/**
 * `npm run eval:stress -- --faces DIR [--split valid] [--minutes 10] [--fps 10]`: the temporal model and what it is
 * compared with on sequences made from still faces. The last line printed is one JSON object.
 */
import { parseArgs } from 'node:util';
import { NETWORK_LABELS, type NetworkLabel } from '../../src/analysis/emotion/labels';
import type { Plane } from '../../src/analysis/preprocess/gray';
import { EXPRESSIONS, type Expression, type Probabilities } from '../../src/shared/types';
import { BASELINES, type Baseline, temporalFor } from './baselines';
import {
  type ClipReaction,
  falsePerMinute,
  flipsPerMinute,
  onsetDelayMs,
  type Shown,
  type TrueSpan,
} from './clip-figures';
import { type LabelledFaces, loadFaces } from './faces-data';
import { loadEmotion, startBackend } from './models';
import { randomNumbers, type StressFrame, stressSequence } from './stress-sequences';

const SIDE = 48;
const NAMES: Readonly<Record<Expression, NetworkLabel>> = {
  neutral: 'neutral',
  happy: 'happiness',
  surprised: 'surprise',
  sad: 'sadness',
  angry: 'anger',
  fearful: 'fear',
};

/** The face as this frame shows it. */
function render(faces: LabelledFaces, frame: StressFrame, random: () => number): Plane {
  const source = faces.faces[frame.face!]!;
  const data = new Float32Array(SIDE * SIDE);
  const at = (x: number, y: number): number =>
    source[Math.min(Math.max(y, 0), SIDE - 1) * SIDE + Math.min(Math.max(x, 0), SIDE - 1)]!;
  const dx = Math.floor(frame.shift.x);
  const dy = Math.floor(frame.shift.y);
  const a = frame.shift.x - dx;
  const b = frame.shift.y - dy;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const top = at(x + dx, y + dy) * (1 - a) + at(x + dx + 1, y + dy) * a;
      const bottom = at(x + dx, y + dy + 1) * (1 - a) + at(x + dx + 1, y + dy + 1) * a;
      // Sum of uniforms: near enough to a normal distribution for sensor noise.
      const noise = (random() + random() + random() + random() - 2) * Math.sqrt(3) * frame.noise;
      data[y * SIDE + x] = Math.min(Math.max((top * (1 - b) + bottom * b) * frame.gain + noise, 0), 255);
    }
  }
  return { width: SIDE, height: SIDE, data };
}

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    faces: { type: 'string' },
    split: { type: 'string', default: 'valid' },
    minutes: { type: 'string', default: '10' },
    fps: { type: 'string', default: '10' },
  },
});
if (!values.faces) throw new Error('Say where the faces are: --faces DIR');
await startBackend();
const emotion = await loadEmotion();
const faces = await loadFaces(values.faces, { split: values.split });
const byExpression = Object.fromEntries(
  EXPRESSIONS.map((name) => [
    name,
    faces.truth.flatMap((label, i) => (NETWORK_LABELS[label] === NAMES[name] ? [i] : [])),
  ]),
) as Record<Expression, number[]>;

interface Totals {
  flips: number;
  wrong: number;
  delays: number[];
  caught: number;
  wanted: number;
  agree: number;
  frames: number;
}
const totals = Object.fromEntries(
  BASELINES.map((name) => [
    name,
    { flips: 0, wrong: 0, delays: [], caught: 0, wanted: 0, agree: 0, frames: 0 },
  ]),
) as unknown as Record<Baseline, Totals>;

function judge(
  name: Baseline,
  frames: readonly StressFrame[],
  seen: readonly (Probabilities | null)[],
  truth: readonly TrueSpan[],
): void {
  const filter = temporalFor(name);
  const shown: Shown[] = [];
  const reactions: ClipReaction[] = [];
  frames.forEach((frame, i) => {
    const probabilities = seen[i]!;
    const face = probabilities && {
      track: frame.track,
      probabilities,
      ...frame.geometry,
      ...{ yaw: 0, pitch: 0 },
    };
    const state = filter.update(face, 1_700_000_000_000 + 1000 * frame.t);
    shown.push({ t: frame.t, expression: state.expression });
    if (state.fires)
      reactions.push({ t: frame.t, expression: state.fires, emoji: '', confidence: state.confidence });
  });
  const total = totals[name];
  const wanted = truth.filter((span) => span.expression === 'happy' || span.expression === 'surprised');
  total.flips += flipsPerMinute(shown, 60);
  total.wrong += falsePerMinute(reactions, truth, 60);
  total.wanted += wanted.length;
  for (const span of wanted) {
    const delay = onsetDelayMs(reactions, [span]);
    if (delay !== null) {
      total.caught += 1;
      total.delays.push(delay);
    }
  }
  for (const { t, expression } of shown) {
    total.frames += 1;
    if (truth.some((span) => t >= span.start && t < span.end && span.expression === expression))
      total.agree += 1;
  }
}

const minutes = Number(values.minutes);
for (let minute = 0; minute < minutes; minute++) {
  const { frames, truth } = stressSequence(byExpression, 60, Number(values.fps), 100 + minute);
  const random = randomNumbers(minute);
  const withFace = frames.filter((frame) => frame.face !== null);
  const answers: Probabilities[] = [];
  for (let i = 0; i < withFace.length; i += 64) {
    answers.push(
      ...(await emotion.predict(withFace.slice(i, i + 64).map((frame) => render(faces, frame, random)))),
    );
  }
  let next = 0;
  const seen = frames.map((frame) => (frame.face === null ? null : answers[next++]!));
  for (const name of BASELINES) judge(name, frames, seen, truth);
}

const median = (list: number[]): number | null =>
  list.length ? list.sort((a, b) => a - b)[list.length >> 1]! : null;
const result = Object.fromEntries(
  BASELINES.map((name) => {
    const total = totals[name];
    return [
      name === 'none' ? 'ours' : name,
      {
        flipsPerMinute: Number((total.flips / minutes).toFixed(1)),
        falsePerMinute: Number((total.wrong / minutes).toFixed(2)),
        caught: Number((total.caught / total.wanted).toFixed(3)),
        onsetDelayMs: median(total.delays),
        agreement: Number((total.agree / total.frames).toFixed(3)),
      },
    ];
  }),
);
console.table(result);
console.log(JSON.stringify({ minutes, fps: Number(values.fps), ...result }));
