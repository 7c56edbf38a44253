/** The in-page overlay: owns the host element, its content and its timers. */
import { render } from 'preact';
import { addPop, expirePops, growPop, nextExpiry } from '../../shared/emoji/pops';
import { direction, languageTag } from '../../shared/language/translated';
import type { HotkeyNames } from '../../shared/messages/call-config';
import type { CallState, Reaction, Reading, Rect, UnseenReason } from '../../shared/types';
import { EXPRESSION_STYLES, reactionName } from '../../shared/ui/expressions';
import { stateText } from '../../shared/ui/state-text';
import type { SeenByOthers } from '../others-see';
import type { Outgoing } from '../outgoing';
import { createAlarm } from './alarm';
import { WORDS as ASK_WORDS } from './ask-words';
import { createEscapeKey } from './escape';
import type { Favourite } from './favourites';
import { keepFocus } from './focus';
import type { GlimpseKind } from './glimpse';
import { createGuard, type Guard } from './guard';
import { isolateEvents } from './isolate';
import { createPictures } from './pictures';
import { createPlacement } from './placement';
import type { Fraction } from './position';
import { createShadowHost } from './shadow-host';
import { createSight } from './sight';
import { OVERLAY_CSS } from './styles';
import { createTeller } from './teller';
import { createTourGuide } from './tour-guide';
import { isCardVisible, type OverlayModel, OverlayView } from './view';
import { WORDS } from './words';

const { told } = WORDS;

/** How long the user can undo hiding the card. Milliseconds. */
export const UNDO_TIME = 8000;

export interface OverlayEvents {
  /** The user moved the card: its top left corner in fractions (0..1) of the window. */
  onMove(x: number, y: number): void;
  /** The user switches EmojiGen off on this site. The overlay stays until `dispose`. */
  onOff(): void;
  /** The user hid the card and did not undo it. The overlay stays until `dispose`. */
  onHide(): void;
  /** The user asks for a pause (true) or its end; `setState` then shows it. */
  onPause(paused: boolean): void;
  onRetry(): void;
  /** The page keeps the card from the user (why), or no longer does (null). */
  onSight(unseen: UnseenReason | null): void;
  /** The user accepts the reaction that is asked about, or (no) rejects it and any coming one. */
  onAnswer(yes: boolean): void;
  /** The user sends a favourite. */
  onSend(favourite: Favourite): void;
  /** The tour has begun. */
  onTour(): void;
}

export interface OverlayOptions {
  /** Top left corner in fractions (0..1) of the window; null: the default place. */
  readonly position: Fraction | null;
  /** Whether it opens with its details; the user can close them. */
  readonly details?: boolean;
  /** URL of a picture, by code points as in `Reaction.emoji` or an id as in `Reaction.image`; '' for none. */
  emojiUrl(codePoints: string): string;
  /** Every picture that reactions may show: all are fetched at once, so that requests do not reveal when one is needed. */
  emoji(): readonly string[];
  favourites(): readonly Favourite[];
  /** The pictures that go out; without it the card shows none. */
  readonly watchOutgoing?: Outgoing['watch'];
  /** Whether to explain the card, once the camera is read. */
  readonly tour?: boolean;
  /** The keys that the tour names. */
  readonly keys?: HotkeyNames;
  readonly events: OverlayEvents;
}

export interface Overlay {
  setState(state: CallState): void;
  /** Shown only in the state `watching`. */
  setReading(reading: Reading): void;
  /** Shows a large animated emoji. */
  react(reaction: Reaction): void;
  /** A visible reaction has become stronger: its emoji changes. */
  grow(reaction: Reaction): void;
  /**
   * Asks whether to send this reaction, at most until `until` (milliseconds since the epoch); null withdraws the question.
   */
  ask(reaction: Reaction | null, until?: number): void;
  /** What is asked about has become stronger: its emoji changes where it stands. */
  growAsked(reaction: Reaction): void;
  /** Shows a sentence below the state and announces it; null removes it. */
  setNotice(notice: string | null): void;
  /**
   * What others in the call see; null to show nothing about it.
   * @param glimpse the place for a small picture of it; null for none. It may depend on settings, never on what is seen:
   *   a page can measure the card
   */
  setOthers(others: SeenByOthers | null, glimpse?: GlimpseKind | null): void;
  /** `OverlayOptions.emoji`, `emojiUrl` or `favourites` may have changed. */
  refresh(): void;
  /** As `OverlayOptions.position`; does not call `onMove`. */
  moveTo(position: Fraction | null): void;
  /** The current places of the call's own controls, which the card avoids. CSS pixels. */
  avoid(controls: readonly Rect[]): void;
  /** Removes everything; later calls do nothing. */
  dispose(): void;
}

/** For tests, which cannot inspect a closed root. */
export interface OverlayInternals {
  onRoot?(root: ShadowRoot): void;
  /** Whether an event comes from the user; if missing, `isTrusted` decides. */
  isUsers?(event: Event): boolean;
}

/** Shows the overlay in `document`, which must have a document element. It starts in the state `waiting`. */
export function createOverlay(
  document: Document,
  {
    position,
    details = false,
    emojiUrl,
    emoji,
    favourites,
    watchOutgoing = () => () => {},
    tour = false,
    keys = {},
    events,
  }: OverlayOptions,
  internals: OverlayInternals = {},
): Overlay {
  const lifetime = new AbortController();
  let guard: Guard | null = null;
  const { signal } = lifetime;
  const host = createShadowHost(document, OVERLAY_CSS, () => guard?.moved());
  const sight = createSight(document, host, signal, events.onSight);
  internals.onRoot?.(host.root);
  const { stage } = host;
  const applyLanguage = (): void => {
    stage.lang = languageTag();
    stage.dir = direction();
  };
  applyLanguage();

  let model: OverlayModel = {
    state: { kind: 'waiting' },
    open: details,
    reading: null,
    notice: null,
    pops: [],
    others: null,
    glimpse: null,
    favourites: favourites(),
    hiding: false,
    asked: null,
    tour: null,
    told: { id: 0, text: '' },
  };
  const isUsers = internals.isUsers ?? ((event: Event) => event.isTrusted);
  const escapeKey = createEscapeKey(document.defaultView ?? window, signal, isUsers, () =>
    events.onAnswer(false),
  );
  let pops = 0;
  let asks = 0;

  const show = (change: Partial<OverlayModel>) => {
    model = { ...model, ...change };
    const { onOff, onPause, onRetry, onAnswer, onSend } = events;
    const onOpen = (open: boolean): void => show({ open });
    const handlers = { onOpen, onHide: hide, onOff, onPause, onRetry, onAnswer, onSend, onTour: guide.goTo };
    const props = { model, pictures, watchOutgoing, keys, ...handlers };
    keepFocus(host.root, () => render(<OverlayView {...props} />, stage));
    guard?.drawn();
    sight.drawn();
    escapeKey.set(model.asked !== null || (model.reading?.dwell ?? 0) > 0);
  };
  const tell = createTeller(signal, (text) => show({ told: { id: model.told.id + 1, text } }));
  const guide = createTourGuide(host.root, tour, {
    show: (step) => show({ tour: step }),
    tell: (text) => tell({ kind: 'reaction', text }),
    onBegin: events.onTour,
  });
  const hideAlarm = createAlarm(signal, events.onHide);
  const hide = (hiding: boolean): void => {
    show({ hiding });
    hideAlarm.set(hiding ? Date.now() + UNDO_TIME : null);
  };
  const pictures = createPictures(document, emojiUrl, () => show({}));
  const loadPictures = (): void => {
    const looks = Object.values(EXPRESSION_STYLES).map((look) => look.emoji);
    const sent = model.favourites.flatMap(({ emoji, image }) => [emoji, ...(image ? [image] : [])]);
    pictures.load([...new Set([...looks, ...emoji(), ...sent])]);
  };

  const popAlarm = createAlarm(signal, () => {
    show({ pops: expirePops(model.pops, Date.now()) });
    popAlarm.set(nextExpiry(model.pops));
  });

  guard = createGuard(host.root, stage, signal, { isUsers, now: Date.now });
  loadPictures();
  show({});
  isolateEvents(stage, signal);
  const placement = createPlacement(stage, document.defaultView ?? window, {
    position,
    onMove: ({ x, y }) => events.onMove(x, y),
    onJump: () => guard?.moved(),
  });

  return {
    setState(state) {
      if (signal.aborted) return;
      // The last expression is meaningless after a pause or without a face.
      show(state.kind === 'watching' ? { state } : { state, reading: null });
      tell({ kind: 'state', text: spokenState(state) });
      guide.follow(state);
    },
    setReading(reading) {
      if (signal.aborted || model.state.kind !== 'watching') return;
      if (isCardVisible(reading, model)) show({ reading });
      else model = { ...model, reading };
    },
    react(reaction) {
      if (signal.aborted) return;
      pops += 1;
      show({ pops: addPop(model.pops, reaction, pops, Date.now()) });
      popAlarm.set(nextExpiry(model.pops));
      tell({ kind: 'reaction', text: told.reaction(reactionName(reaction)) });
    },
    grow(reaction) {
      if (!signal.aborted) show({ pops: growPop(model.pops, reaction) });
    },
    ask(reaction, until = Date.now()) {
      if (signal.aborted) return;
      if (reaction === null) {
        guard?.asked();
        return show({ asked: null });
      }
      asks += 1;
      guard?.asked();
      const { emoji, image } = reaction;
      const name = reactionName(reaction);
      show({ asked: { id: asks, emoji, image, name, waits: Math.max(until - Date.now(), 0) } });
      tell({ kind: 'reaction', text: ASK_WORDS.aloud(name) });
    },
    growAsked(reaction) {
      if (signal.aborted || model.asked === null) return;
      // A press that was meant for the emoji before does not send this one.
      guard?.asked();
      const { emoji, image } = reaction;
      show({ asked: { ...model.asked, emoji, image, name: reactionName(reaction) } });
    },
    setNotice(notice) {
      if (signal.aborted || notice === model.notice) return;
      show({ notice });
      if (notice !== null) tell({ kind: 'reaction', text: told.state(notice) });
    },
    setOthers(others, glimpse = null) {
      if (signal.aborted || (others === model.others && glimpse === model.glimpse)) return;
      // The details move down.
      if ((glimpse === null) !== (model.glimpse === null)) guard?.moved();
      show({ others, glimpse });
    },
    refresh() {
      if (signal.aborted) return;
      applyLanguage();
      model = { ...model, favourites: favourites() };
      loadPictures();
      show({});
    },
    avoid(controls) {
      if (!signal.aborted) placement.avoid(controls);
    },
    moveTo(next) {
      if (!signal.aborted) placement.moveTo(next);
    },
    dispose() {
      if (signal.aborted) return;
      lifetime.abort();
      sight.dispose();
      placement.dispose();
      render(null, stage);
      host.dispose();
      pictures.dispose();
    },
  };
}

function spokenState(state: CallState): string {
  const { title, explanation } = stateText(state);
  return state.kind === 'error' ? told.error(title, explanation) : told.state(title);
}
