import { useEffect, useRef } from 'preact/hooks';
import { dateFormat, formatList } from '../../shared/language/formats';
import { type Baseline, CALIBRATED, type Calibrated } from '../../shared/settings/baseline';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { stateText } from '../../shared/ui/state-text';
import { CorrectionsCard } from './corrections';
import { type Course, HOLD, PREPARE, type Wait } from './steps';
import { WORDS } from './words';

const formatDay = dateFormat({ day: 'numeric', month: 'long', year: 'numeric' });

export interface IntroProps {
  readonly stored: Baseline | null;
  readonly busy: boolean;
  readonly onStart: () => void;
}

export function Intro({ stored, busy, onStart }: IntroProps) {
  return (
    <section class="card" data-testid="intro">
      <p>{WORDS.intro}</p>
      {stored?.corrections && <CorrectionsCard corrections={stored.corrections} />}
      {stored && (listOf(stored.samples) !== '' || !stored.corrections) && (
        <p class="hint" data-testid="stored">
          {WORDS.stored(formatDay(stored.time), listOf(stored.samples))}
        </p>
      )}
      <button type="button" class="button primary" data-testid="start" disabled={busy} onClick={onStart}>
        {stored ? WORDS.again : WORDS.start}
      </button>
    </section>
  );
}

export interface StepCardProps {
  readonly course: Extract<Course, { kind: 'step' }>;
  /** Whether frames arrive. */
  readonly ready: boolean;
  readonly stream: MediaStream;
  readonly emojiUrl: (codePoints: string) => string;
  readonly onSkip: () => void;
  readonly onStop: () => void;
}

export function StepCard({ course, ready, stream, emojiUrl, onSkip, onStop }: StepCardProps) {
  const { step, phase, passed, wait } = course;
  const { title, help } = WORDS.asked[step];
  const holds = phase === 'hold';
  const share = holds ? passed / HOLD : 0;
  return (
    <section class="card step" data-testid="step" data-step={step} data-phase={phase}>
      <p class="count">{WORDS.step(CALIBRATED.indexOf(step) + 1, CALIBRATED.length)}</p>
      <div class="asked" role="status">
        <EmojiImage codePoints={EXPRESSION_STYLES[step].emoji} size={48} emojiUrl={emojiUrl} />
        <div>
          <Title>{title}</Title>
          <p class="hint">{help}</p>
        </div>
      </div>
      <Picture stream={stream} />
      <div class="bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${share.toFixed(3)})` }} />
      </div>
      <p class="say" role="status" data-testid="say">
        {says(ready, step, wait, holds)}
        {/* The seconds are visual only: read aloud they would drown out the instruction. */}
        {ready && wait === null && (
          <span class="seconds" aria-hidden="true">
            {Math.max(Math.ceil(((holds ? HOLD : PREPARE) - passed) / 1000), 1)}
          </span>
        )}
      </p>
      <div class="buttons">
        <button type="button" class="button" data-testid="stop" onClick={onStop}>
          {WORDS.stop}
        </button>
        <button type="button" class="button" data-testid="skip" onClick={onSkip}>
          {WORDS.skip}
        </button>
      </div>
    </section>
  );
}

/** Takes the focus when its card appears, because the pressed button is gone. */
function Title({ children }: { readonly children: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current!.focus(), []);
  return (
    <h2 ref={title} tabIndex={-1}>
      {children}
    </h2>
  );
}

function says(ready: boolean, step: Calibrated, wait: Wait | null, holds: boolean): string {
  if (!ready) return WORDS.loading;
  if (wait === 'not-yet') return WORDS.notYet[step];
  if (wait === 'no-face') return stateText({ kind: 'no-face' }).explanation;
  if (wait !== null) return stateText({ kind: 'unclear', reason: wait }).explanation;
  return holds ? WORDS.hold : WORDS.prepare;
}

function Picture({ stream }: { readonly stream: MediaStream }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current!;
    element.srcObject = stream;
    return () => {
      element.srcObject = null;
    };
  }, [stream]);
  // Mirrored, as people know themselves.
  return <video ref={video} class="picture" autoplay muted playsInline aria-label={WORDS.camera} />;
}

export interface DoneProps {
  readonly samples: Baseline['samples'];
  readonly onAgain: () => void;
}

export function Done({ samples, onAgain }: DoneProps) {
  const learned = listOf(samples);
  const words = WORDS.done;
  return (
    <section class="card" data-testid="done">
      <Title>{learned === '' ? words.nothing : words.title}</Title>
      <p>
        {learned === '' ? words.nothingText : words.text(learned)}
        {learned !== '' && !samples.neutral && ` ${words.withoutCalm}`}
      </p>
      <button type="button" class="button" data-testid="again" onClick={onAgain}>
        {words.again}
      </button>
    </section>
  );
}

const listOf = (samples: Baseline['samples']): string =>
  formatList(CALIBRATED.filter((name) => samples[name]).map((name) => WORDS.learned[name]));
