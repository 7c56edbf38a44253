/** The panels beside the picture. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatCount } from '../../shared/language/formats';
import { EXPRESSIONS, type Expression, type Reading } from '../../shared/types';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatShare } from '../../shared/ui/format';
import { stateText } from '../../shared/ui/state-text';
import { tint } from '../ui/charts/tint';
import { Segmented } from '../ui/segmented';
import type { FrameSample, SampleFace } from './sample';
import { WORDS } from './words';

export interface StateCardProps {
  readonly sample: FrameSample | null;
  /** Whether reactions can come: false for a single photo. */
  readonly reacts: boolean;
  /** The last reaction's emoji and number; the number distinguishes two equal ones. */
  readonly reaction: { readonly id: number; readonly emoji: string } | null;
  readonly emojiUrl: (codePoints: string) => string;
}

/** What counts in a call: the settled expression, and the progress towards the next reaction. */
export function StateCard({ sample, reacts, reaction, emojiUrl }: StateCardProps) {
  const words = WORDS.state;
  const answer = sample && (reacts ? settled(sample.reading) : ofPhoto(sample.reading));
  const expression = answer?.expression ?? null;
  const look = expression && EXPRESSION_STYLES[expression];
  const dwell = (reacts && sample?.reading.dwell) || 0;
  return (
    <section class="card state-card" aria-labelledby="state-title" data-testid="state">
      <h2 id="state-title">{reacts ? words.title : WORDS.graph.expression}</h2>
      {reacts && <p class="hint">{words.hint}</p>}
      <div class="state-now">
        <span class="ring" style={{ ...(expression ? tint(expression) : {}), '--fill': `${dwell * 360}deg` }}>
          <EmojiImage codePoints={look ? look.emoji : '1f440'} size={72} emojiUrl={emojiUrl} />
          {reaction && (
            <span key={reaction.id} class="burst" aria-hidden="true">
              <EmojiImage codePoints={reaction.emoji} size={72} emojiUrl={emojiUrl} />
            </span>
          )}
        </span>
        <div>
          <p class="state-name" role="status" data-testid="expression" data-expression={expression}>
            {look ? look.name : sample ? withoutLook(sample.reading) : words.waiting}
          </p>
          <p class="hint">
            {dwell > 0 && dwell < 1
              ? words.dwell
              : answer && look
                ? words.confidence(formatShare(answer.share))
                : sample && whyNone(sample.reading)}
          </p>
          {reacts && sample?.reading.phase && (
            <p class="hint" data-testid="phase">
              {words.phases[sample.reading.phase]}
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

interface Answer {
  readonly expression: Expression | null;
  /** Confidence, 0..1. */
  readonly share: number;
}

/** In a call: settled over time. */
const settled = ({ expression, confidence }: Reading): Answer => ({ expression, share: confidence });

/** A single picture cannot settle: the network's own answer, as in its bars, or none if the face cannot be seen well. */
function ofPhoto({ faces, quality }: Reading): Answer {
  const probabilities = faces[0]?.probabilities;
  if (!probabilities || (quality && !quality.ok)) return { expression: null, share: 0 };
  const expression = EXPRESSIONS.reduce((best, name) =>
    probabilities[name] > probabilities[best] ? name : best,
  );
  return { expression, share: probabilities[expression] };
}

/** The problem with the picture of the face, and what helps; empty if there is none. */
const whyNone = ({ faces, quality }: Reading): string =>
  faces.length > 0 && quality && !quality.ok
    ? stateText({ kind: 'unclear', reason: quality.reason }).explanation
    : '';

/** Why there is no expression. */
function withoutLook({ faces, quality }: Reading): string {
  if (faces.length === 0) return WORDS.state.none;
  return quality && !quality.ok
    ? stateText({ kind: 'unclear', reason: quality.reason }).title
    : WORDS.state.unsure;
}

/** The probabilities of each face in this picture, and the network's input. */
export function FacesCard({ sample }: { readonly sample: FrameSample | null }) {
  const words = WORDS.faces;
  const [chosen, setChosen] = useState('0');
  const faces = sample?.reading.faces ?? [];
  const index = Math.min(Number(chosen), Math.max(faces.length - 1, 0));
  const face = faces[index];
  const seen = sample?.faces[index];
  // Only the first face is judged: no other one is read in a call.
  const isUnclear = index === 0 && face !== undefined && sample?.reading.quality?.ok === false;
  return (
    <section class="card" aria-labelledby="faces-title" data-testid="faces">
      <div class="card-head">
        <h2 id="faces-title">{words.title}</h2>
        {faces.length > 1 && (
          <Segmented
            label={words.choose}
            choices={faces.map((_, i) => ({ value: String(i), name: words.face(i + 1) }))}
            value={String(index)}
            onChange={setChosen}
          />
        )}
      </div>
      <ul class="meters" data-unclear={isUnclear}>
        {EXPRESSIONS.map((name) => {
          const share = face?.probabilities?.[name] ?? 0;
          return (
            <li key={name}>
              <span>{EXPRESSION_STYLES[name].name}</span>
              <span class="meter" aria-hidden="true">
                <span class="tint" style={{ ...tint(name), width: `${share * 100}%` }} />
              </span>
              <span class="number">{face ? formatShare(share) : '–'}</span>
            </li>
          );
        })}
      </ul>
      {isUnclear && (
        <p class="hint" data-testid="unclear">
          {words.unclear}
        </p>
      )}
      {faces.length > 1 && (
        <p class="hint" data-testid="own-face">
          {(sample?.found ?? 0) > faces.length &&
            `${words.shown(formatCount(faces.length), sample!.found!)} `}
          {words.own}
        </p>
      )}
      <div class="input-row">
        <InputPicture face={seen} />
        <div>
          <h3>{WORDS.input.title}</h3>
          <p class="hint">{WORDS.input.hint}</p>
        </div>
      </div>
    </section>
  );
}

function InputPicture({ face }: { readonly face: SampleFace | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const { width, height } = context.canvas;
    if (!face) return context.clearRect(0, 0, width, height);
    const picture = context.createImageData(face.size, face.size);
    face.input.forEach((level, i) => {
      picture.data.set([level, level, level, 255], 4 * i);
    });
    context.putImageData(picture, 0, 0);
  }, [face]);
  const size = face?.size ?? 48;
  return (
    <canvas
      ref={canvas}
      class="input"
      width={size}
      height={size}
      role="img"
      aria-label={WORDS.input.label}
      data-testid="input"
    />
  );
}
