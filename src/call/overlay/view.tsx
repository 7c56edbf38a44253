/** Renders the overlay from its model: the card, the large emoji, and the screen reader's announcements. */
import type { ComponentChildren } from 'preact';
import { POP_SIZE, type Pop } from '../../shared/emoji/pops';
import type { HotkeyNames } from '../../shared/messages/call-config';
import type { CallState, Expression, Reading } from '../../shared/types';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { stateText } from '../../shared/ui/state-text';
import type { SeenByOthers } from '../others-see';
import type { Outgoing } from '../outgoing';
import { Ask, type Asked } from './ask';
import { Badge } from './badge';
import { Details } from './details';
import { Emoji } from './emoji';
import { type Favourite, Favourites } from './favourites';
import { Glimpse, type GlimpseKind } from './glimpse';
import { CLOSE_ICON, EYE_ICON, GRIP_ICON, MORE_ICON, PAUSE_ICON, RESUME_ICON } from './icons';
import type { Pictures } from './pictures';
import { Left } from './settled';
import { property } from './styles/properties';
import { Text, withKey } from './text';
import { Tour } from './tour';
import { WORDS } from './words';

export interface OverlayModel {
  readonly state: CallState;
  /** Whether the user has opened the details. */
  readonly open: boolean;
  /** The newest reading of the current `watching` state; null before the first. */
  readonly reading: Reading | null;
  /** A problem that is independent of the state; null for none. */
  readonly notice: string | null;
  readonly pops: readonly Pop[];
  /** What others in the call see; null outside of a call. */
  readonly others: SeenByOthers | null;
  /** As for `Overlay.setOthers`. */
  readonly glimpse: GlimpseKind | null;
  readonly favourites: readonly Favourite[];
  /** The user has just hidden the card and can undo it. */
  readonly hiding: boolean;
  /** The open question; null for none. */
  readonly asked: Asked | null;
  /** The step of the tour; null: there is none. */
  readonly tour: number | null;
  /** The last announcement; `id` distinguishes two with the same text. */
  readonly told: { readonly id: number; readonly text: string };
}

export interface OverlayViewProps {
  readonly model: OverlayModel;
  readonly pictures: Pictures;
  readonly watchOutgoing: Outgoing['watch'];
  readonly keys: HotkeyNames;
  readonly onTour: (step: number | null) => void;
  readonly onOpen: (open: boolean) => void;
  readonly onHide: (hide: boolean) => void;
  readonly onOff: () => void;
  readonly onPause: (paused: boolean) => void;
  readonly onRetry: () => void;
  readonly onAnswer: (yes: boolean) => void;
  readonly onSend: (favourite: Favourite) => void;
}

const DETAILS_ID = 'details';

export function OverlayView(props: OverlayViewProps) {
  const { model, pictures } = props;
  const { pops, told } = model;
  return (
    <>
      {/* Always present and of one size: a page can tell what covers its own elements. */}
      <div class="theatre" aria-hidden="true">
        {pops.map((pop) => (
          <div key={pop.id} class="pop" style={{ [property('slot')]: String(pop.slot) }}>
            <Emoji codePoints={pop.emoji} image={pop.image} size={POP_SIZE} pictures={pictures} />
          </div>
        ))}
      </div>
      {model.hiding ? <Hidden onHide={props.onHide} /> : <Card {...props} />}
      {model.tour !== null && !model.hiding && (
        <Tour step={model.tour} keys={props.keys} onStep={props.onTour} />
      )}
      <div class="told" role="status" aria-live="polite">
        <Text key={told.id} text={told.text} />
      </div>
    </>
  );
}

function Card(props: OverlayViewProps) {
  const { model, pictures, keys, onOpen, onHide, onOff, onPause, onRetry, onAnswer, onSend } = props;
  const { state, open, reading, notice, asked, others, glimpse, favourites, tour } = model;
  const { title, explanation, tone } = stateText(state);
  const expression = reading?.expression ?? null;
  const failed = state.kind === 'error';
  const idle = failed || state.kind === 'off';
  const paused = state.kind === 'paused';
  const opened = open || failed;
  const seen = others === null ? '' : WORDS.othersSee(WORDS.others[others]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's semantics.
    <div
      class="card"
      role="group"
      aria-label="EmojiGen"
      data-kind={state.kind}
      data-tone={tone}
      data-open={opened}
      data-asked={asked !== null}
      data-tour={tour ?? undefined}
      style={{ [property('ring')]: ringColour(expression) }}
    >
      <div class="row">
        <button type="button" class="grip" aria-label={WORDS.grip} title={WORDS.gripTitle}>
          {GRIP_ICON}
        </button>
        <Badge kind={state.kind} expression={expression} dwell={reading?.dwell ?? 0} pictures={pictures} />
        <span class="label">
          <span class="line">
            <span class="dot" aria-hidden="true" />
            <Text class="text" text={expression === null ? title : EXPRESSION_STYLES[expression].name} />
          </span>
          {state.kind === 'paused' && state.until !== undefined ? (
            <Left until={state.until} />
          ) : (
            others !== null &&
            glimpse === null && (
              <span class="sub" title={seen}>
                {EYE_ICON}
                <Text text={WORDS.others[others]} />
              </span>
            )
          )}
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
          <IconButton
            class="pause"
            hotkey={keys.pause}
            name={paused ? WORDS.resume : WORDS.pause}
            onClick={() => onPause(!paused)}
          >
            {paused ? RESUME_ICON : PAUSE_ICON}
          </IconButton>
        )}
        <IconButton name={WORDS.hide} hotkey={keys['toggle-overlay']} onClick={() => onHide(true)}>
          {CLOSE_ICON}
        </IconButton>
      </div>
      <div class="second">
        <Favourites favourites={favourites} inert={asked !== null} pictures={pictures} onSend={onSend} />
        <Ask asked={asked} keys={keys} pictures={pictures} onAnswer={onAnswer} />
      </div>
      {glimpse !== null && <Glimpse kind={glimpse} text={seen} watch={props.watchOutgoing} />}
      {notice !== null && (
        <p class="notice">
          <Text text={notice} />
        </p>
      )}
      {opened && (
        <Details
          id={DETAILS_ID}
          explanation={explanation}
          others={glimpse === null ? seen : null}
          reading={reading}
          onRetry={failed ? onRetry : null}
          onOff={onOff}
        />
      )}
    </div>
  );
}

function Hidden({ onHide }: Pick<OverlayViewProps, 'onHide'>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the card.
    <div class="card hidden-card" role="group" aria-label="EmojiGen">
      <Text text={WORDS.hidden} />
      <button type="button" class="undo" aria-label={WORDS.undo} onClick={() => onHide(false)}>
        <Text text={WORDS.undo} />
      </button>
    </div>
  );
}

/** Whether this reading would change the card. Drawing costs time on the call page's main thread. */
export function isCardVisible(reading: Reading, { open, reading: shown }: OverlayModel): boolean {
  return open || reading.expression !== shown?.expression || reading.dwell !== shown.dwell;
}

function ringColour(expression: Expression | null): string {
  if (expression === null) return `var(${property('tone')})`;
  const { light, dark } = EXPRESSION_STYLES[expression].colour;
  return `light-dark(${light}, ${dark})`;
}

interface IconButtonProps {
  readonly name: string;
  readonly class?: string;
  readonly expanded?: boolean;
  /** The user's key for the same. */
  readonly hotkey?: string | undefined;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

function IconButton({ name, class: className, expanded, hotkey, onClick, children }: IconButtonProps) {
  const disclosure = expanded === undefined ? {} : { 'aria-expanded': expanded, 'aria-controls': DETAILS_ID };
  return (
    <button
      type="button"
      class={`button ${className ?? ''}`}
      aria-label={name}
      title={withKey(name, hotkey)}
      onClick={onClick}
      {...disclosure}
    >
      {children}
    </button>
  );
}
