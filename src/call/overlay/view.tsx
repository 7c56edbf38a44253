/** The overlay as it looks for one model: the card, the large emoji, and what is told to screen readers. */
import type { ComponentChildren } from 'preact';
import { POP_SIZE, type Pop } from '../../shared/emoji/pops';
import type { CallState, Expression, Reading } from '../../shared/types';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { stateText } from '../../shared/ui/state-text';
import { Ask, type Asked } from './ask';
import { Badge } from './badge';
import { Details } from './details';
import { CLOSE_ICON, GRIP_ICON, MORE_ICON, PAUSE_ICON, RESUME_ICON } from './icons';
import { Left } from './settled';
import { WORDS } from './words';

export interface OverlayModel {
  readonly state: CallState;
  /** Whether the user has unfolded the details. */
  readonly open: boolean;
  /** The newest one of the present `watching`; null before the first. */
  readonly reading: Reading | null;
  /** What does not work and is no fault of the state; null: nothing. */
  readonly notice: string | null;
  readonly pops: readonly Pop[];
  /** What the user is being asked; null: nothing. */
  readonly asked: Asked | null;
  /** The last announcement; `id` tells two with the same text apart. */
  readonly told: { readonly id: number; readonly text: string };
}

export interface OverlayViewProps {
  readonly model: OverlayModel;
  readonly emojiUrl: (codePoints: string) => string;
  readonly onOpen: (open: boolean) => void;
  readonly onClose: () => void;
  readonly onPause: (paused: boolean) => void;
  readonly onRetry: () => void;
  readonly onAnswer: (yes: boolean) => void;
}

const DETAILS_ID = 'details';

export function OverlayView(props: OverlayViewProps) {
  const { model, emojiUrl, onOpen, onClose, onPause, onRetry, onAnswer } = props;
  const { state, open, reading, notice, pops, asked, told } = model;
  const { title, explanation, tone } = stateText(state);
  const expression = reading?.expression ?? null;
  const failed = state.kind === 'error';
  const idle = failed || state.kind === 'off';
  const paused = state.kind === 'paused';
  const opened = open || failed;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's semantics. */}
      <div
        class="card"
        role="group"
        aria-label="EmojiGen"
        data-kind={state.kind}
        data-tone={tone}
        data-open={opened}
        style={{ '--eg-ring': ringColour(expression) }}
      >
        <div class="row">
          <button type="button" class="grip" aria-label={WORDS.grip} title={WORDS.gripTitle}>
            {GRIP_ICON}
          </button>
          <Badge kind={state.kind} expression={expression} dwell={reading?.dwell ?? 0} emojiUrl={emojiUrl} />
          <span class="label">
            <span class="dot" aria-hidden="true" />
            <span class="text">{expression === null ? title : EXPRESSION_STYLES[expression].name}</span>
            {state.kind === 'paused' && state.until !== undefined && <Left until={state.until} />}
          </span>
          {!failed && (
            <IconButton
              name={open ? WORDS.close : WORDS.open}
              class="more"
              expanded={open}
              onClick={() => onOpen(!open)}
            >
              {MORE_ICON}
            </IconButton>
          )}
          {!idle && (
            <IconButton name={paused ? WORDS.resume : WORDS.pause} onClick={() => onPause(!paused)}>
              {paused ? RESUME_ICON : PAUSE_ICON}
            </IconButton>
          )}
          <IconButton name={WORDS.off} onClick={onClose}>
            {CLOSE_ICON}
          </IconButton>
        </div>
        {asked !== null && <Ask asked={asked} emojiUrl={emojiUrl} onAnswer={onAnswer} />}
        {notice !== null && <p class="notice">{notice}</p>}
        {opened && (
          <Details
            id={DETAILS_ID}
            explanation={explanation}
            reading={reading}
            onRetry={failed ? onRetry : null}
          />
        )}
      </div>
      {pops.map((pop) => (
        <div key={pop.id} class="pop" style={{ '--eg-slot': String(pop.slot) }} aria-hidden="true">
          <EmojiImage codePoints={pop.emoji} image={pop.image} size={POP_SIZE} emojiUrl={emojiUrl} />
        </div>
      ))}
      <div class="told" role="status" aria-live="polite">
        <span key={told.id}>{told.text}</span>
      </div>
    </>
  );
}

/** Whether the card would look another way with this reading. Drawing it costs the call page's main thread time. */
export function isSeen(reading: Reading, { open, reading: shown }: OverlayModel): boolean {
  return open || reading.expression !== shown?.expression || reading.dwell !== shown.dwell;
}

function ringColour(expression: Expression | null): string {
  if (expression === null) return 'var(--eg-tone)';
  const { light, dark } = EXPRESSION_STYLES[expression].colour;
  return `light-dark(${light}, ${dark})`;
}

interface IconButtonProps {
  readonly name: string;
  readonly class?: string;
  readonly expanded?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

function IconButton({ name, class: className, expanded, onClick, children }: IconButtonProps) {
  const disclosure = expanded === undefined ? {} : { 'aria-expanded': expanded, 'aria-controls': DETAILS_ID };
  return (
    <button
      type="button"
      class={`button ${className ?? ''}`}
      aria-label={name}
      title={name}
      onClick={onClick}
      {...disclosure}
    >
      {children}
    </button>
  );
}
