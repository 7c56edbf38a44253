/** Figures of a folder of clips: pure, from what was shown and what is true. Times in seconds. */
import { type ClipReaction, LATE, rounded, type Shown, type TrueSpan } from './clip-figures';
import type { ClipTruth } from './clip-truth';
import { poissonInterval } from './interval';

/** Kinds of clips in which nothing may fire. */
const SILENT_KINDS: readonly string[] = ['talk', 'yawn'];
/** Expressions that become a reaction by themselves; of others a folder may hold any number. */
const CAUGHT = ['happy', 'surprised'] as const;
/** A span must last this long to be asked for. */
const LONG_ENOUGH = 0.5;
/** A reaction of the same kind this short a time before a span speaks for it, too: quiet time follows each. */
const QUIET = 4;

/** One clip that was run. */
export interface ScoredClip {
  readonly truth: ClipTruth;
  readonly seconds: number;
  readonly shown: readonly Shown[];
  readonly reactions: readonly ClipReaction[];
}

const holds = ({ start, end }: TrueSpan, t: number, late = 0): boolean => t >= start && t <= end + late;

/** Reactions that neither a true nor an unsure span of the same expression explains. */
export function falseReactions({ truth, reactions }: ScoredClip): ClipReaction[] {
  const spans = [...truth.truth, ...truth.unsure];
  return reactions.filter(
    ({ t, expression }) => !spans.some((span) => span.expression === expression && holds(span, t, LATE)),
  );
}

/** One true span that should be caught. */
export interface Asked {
  readonly clip: string;
  readonly span: TrueSpan;
  /** The reaction that caught it; null where none did. */
  readonly by: ClipReaction | null;
}

export function askedSpans({ truth, reactions }: ScoredClip): Asked[] {
  const asked = truth.truth.filter(
    ({ start, end, expression }) =>
      (CAUGHT as readonly string[]).includes(expression) && end - start >= LONG_ENOUGH,
  );
  return asked.map((span) => {
    const same = reactions.filter(({ expression }) => expression === span.expression);
    const within = same.find(({ t }) => holds(span, t, LATE));
    const before = same.findLast(({ t }) => t < span.start && span.start - t < QUIET);
    return { clip: truth.name, span, by: within ?? before ?? null };
  });
}

/** Seconds in which the shown expression was right, and seconds in which somebody can tell. No face counts as neutral. */
function shownRight({ truth, shown, seconds }: ScoredClip): { right: number; told: number } {
  let [right, told] = [0, 0];
  shown.forEach(({ t, expression }, i) => {
    const lasts = (shown[i + 1]?.t ?? Math.max(seconds, t)) - t;
    if (truth.unsure.some((span) => holds(span, t))) return;
    const is = truth.truth.find((span) => holds(span, t))?.expression ?? 'neutral';
    told += lasts;
    if ((expression ?? 'neutral') === is) right += lasts;
  });
  return { right, told };
}

/** The figures of all clips together. */
export function folderFigures(clips: readonly ScoredClip[]) {
  const silent = clips.filter(({ truth }) => SILENT_KINDS.includes(truth.kind));
  const talk = sum(silent.map(({ seconds }) => seconds));
  const falseInTalk = silent.flatMap(falseReactions).length;
  const asked = clips.flatMap(askedSpans);
  const right = clips.map(shownRight);
  const told = sum(right.map((each) => each.told));
  const reactions = clips.flatMap((clip) => clip.reactions);
  const per10 = (count: number): number | null => (talk > 0 ? rounded((600 * count) / talk) : null);
  return {
    clips: clips.length,
    people: new Set(clips.map(({ truth }) => truth.person)).size,
    seconds: rounded(sum(clips.map(({ seconds }) => seconds))),
    talkSeconds: rounded(talk),
    falseInTalk,
    falsePer10Minutes: per10(falseInTalk),
    falsePer10MinutesInterval: poissonInterval(falseInTalk).map(per10),
    falseElsewhere: clips.flatMap(falseReactions).length - falseInTalk,
    caught: Object.fromEntries(CAUGHT.map((name) => [name, caughtOf(asked, name)])),
    medianDelayMs: median(asked.flatMap(delayOf)),
    shownRight: told > 0 ? rounded(sum(right.map((each) => each.right)) / told) : null,
    emoji: counted(reactions.map(({ slot, expression }) => slot ?? expression)),
    missed: asked.filter(({ by }) => by === null).map(({ clip, span }) => ({ clip, ...span })),
    false: clips.flatMap((clip) =>
      falseReactions(clip).map((reaction) => ({ clip: clip.truth.name, kind: clip.truth.kind, ...reaction })),
    ),
  };
}

function caughtOf(asked: readonly Asked[], expression: string) {
  const spans = asked.filter(({ span }) => span.expression === expression);
  const caught = spans.filter(({ by }) => by !== null);
  const strengths = [...new Set(spans.flatMap(({ span }) => span.strength ?? []))];
  return {
    spans: spans.length,
    caught: caught.length,
    medianDelayMs: median(spans.flatMap(delayOf)),
    emoji: counted(caught.map(({ by }) => by!.slot ?? by!.expression)),
    ...(strengths.length > 0 && {
      byStrength: Object.fromEntries(
        strengths.map((strength) => {
          const of = spans.filter(({ span }) => span.strength === strength);
          return [strength, { spans: of.length, caught: of.filter(({ by }) => by !== null).length }];
        }),
      ),
    }),
  };
}

/** From the beginning of a span to its reaction, where that came within it. */
const delayOf = ({ span, by }: Asked): number[] =>
  by !== null && by.t >= span.start ? [Math.round(1000 * (by.t - span.start))] : [];

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
