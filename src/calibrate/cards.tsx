import { useEffect, useRef } from 'preact/hooks';
import { type Baseline, CALIBRATED, type Calibrated } from '../temporal/baseline';
import { EmojiImage } from '../ui/emoji-image';
import { EXPRESSION_LOOKS } from '../ui/expressions';
import { stateText } from '../ui/state-text';
import { Corrections } from './corrections';
import { type Course, HOLD, PREPARE, type Wait } from './steps';

const ASKED: Readonly<Record<Calibrated, { readonly title: string; readonly help: string }>> = {
  neutral: { title: 'Relax your face', help: 'Look at the camera as when you listen in a call.' },
  happy: { title: 'Smile', help: 'The way you smile when something is really funny.' },
  surprised: { title: 'Look surprised', help: 'Raise your brows and open your mouth.' },
};
const LEARNED: Readonly<Record<Calibrated, string>> = {
  neutral: 'your calm face',
  happy: 'your smile',
  surprised: 'your surprise',
};

export interface IntroProps {
  readonly stored: Baseline | null;
  readonly busy: boolean;
  readonly onStart: () => void;
}

export function Intro({ stored, busy, onStart }: IntroProps) {
  return (
    <section class="card" data-testid="intro">
      <p>
        Some calm faces are mistaken for sad or surprised ones. In about 20 seconds EmojiGen learns yours:
        calm, smiling, surprised. You can skip each, and EmojiGen also works without.
      </p>
      {stored?.corrections && <Corrections corrections={stored.corrections} />}
      {stored && (listOf(stored.samples) !== '' || !stored.corrections) && (
        <p class="hint" data-testid="stored">
          Calibrated on {new Date(stored.time).toLocaleDateString()}: {listOf(stored.samples)}.
        </p>
      )}
      <button type="button" class="button" data-testid="start" disabled={busy} onClick={onStart}>
        {stored ? 'Calibrate again' : 'Start'}
      </button>
    </section>
  );
}

export interface StepCardProps {
  readonly course: Extract<Course, { kind: 'step' }>;
  /** Frames come. */
  readonly ready: boolean;
  readonly stream: MediaStream;
  readonly emojiUrl: (codePoints: string) => string;
  readonly onSkip: () => void;
  readonly onStop: () => void;
}

export function StepCard({ course, ready, stream, emojiUrl, onSkip, onStop }: StepCardProps) {
  const { step, phase, passed, wait } = course;
  const { title, help } = ASKED[step];
  const holds = phase === 'hold';
  const share = holds ? passed / HOLD : 0;
  return (
    <section class="card step" data-testid="step" data-step={step} data-phase={phase}>
      <p class="count">
        {CALIBRATED.indexOf(step) + 1} of {CALIBRATED.length}
      </p>
      <div class="asked" role="status">
        <EmojiImage codePoints={EXPRESSION_LOOKS[step].emoji} size={48} emojiUrl={emojiUrl} />
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
        {says(ready, wait, holds)}
        {/* The seconds are for the eye: told aloud they would drown what is asked for. */}
        {ready && wait === null && (
          <span class="seconds" aria-hidden="true">
            {Math.max(Math.ceil(((holds ? HOLD : PREPARE) - passed) / 1000), 1)}
          </span>
        )}
      </p>
      <div class="buttons">
        <button type="button" class="button quiet" data-testid="stop" onClick={onStop}>
          Stop
        </button>
        <button type="button" class="button quiet" data-testid="skip" onClick={onSkip}>
          Skip
        </button>
      </div>
    </section>
  );
}

/** Takes the focus when its card appears: the button that was pressed is gone by then. */
function Title({ children }: { readonly children: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current!.focus(), []);
  return (
    <h2 ref={title} tabIndex={-1}>
      {children}
    </h2>
  );
}

function says(ready: boolean, wait: Wait | null, holds: boolean): string {
  if (!ready) return 'Getting ready. This takes a few seconds.';
  if (wait === 'no-face') return stateText({ kind: 'no-face' }).explanation;
  if (wait !== null) return stateText({ kind: 'unclear', reason: wait }).explanation;
  return holds ? 'Hold it' : 'Get ready';
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
  return <video ref={video} class="picture" autoplay muted playsInline aria-label="Your camera" />;
}

export interface DoneProps {
  readonly samples: Baseline['samples'];
  readonly onAgain: () => void;
}

export function Done({ samples, onAgain }: DoneProps) {
  const learned = listOf(samples);
  return (
    <section class="card" data-testid="done">
      <Title>{learned === '' ? 'Nothing was changed' : 'Done'}</Title>
      <p>
        {learned === ''
          ? 'You skipped every step.'
          : `EmojiGen knows ${learned} now, and uses that in your next call. You can close this page.`}
        {learned !== '' && !samples.neutral && ' Without your calm face it cannot compare: do that one, too.'}
      </p>
      <button type="button" class="button quiet" data-testid="again" onClick={onAgain}>
        Once more
      </button>
    </section>
  );
}

const listOf = (samples: Baseline['samples']): string =>
  CALIBRATED.filter((name) => samples[name])
    .map((name) => LEARNED[name])
    .join(', ');
