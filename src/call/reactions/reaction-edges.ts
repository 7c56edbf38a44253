/** Passes readings and reactions of a call on to the overlay, the outgoing picture and the call site. */

import type { ReactionEvent, ReactionPlace } from '../../shared/reaction-event';
import { modeOf } from '../../shared/settings/reaction-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings/schema';
import type { Reaction } from '../../shared/types';
import type { CallSessionEdges } from '../call-session';
import type { VoiceLevel } from '../camera/voice-level';
import type { Outgoing } from '../outgoing';
import type { PageOverlay } from '../overlay/page-overlay';
import type { SitePart } from '../sites/call-site';
import type { CallTally } from '../summary/tally';
import type { ReactionStyle } from './reaction-style';
import { WAITS } from './reactions';

export interface ReactionParts {
  settings(): Settings | null;
  site(): SitePart | null;
  readonly outgoing: Pick<Outgoing, 'read' | 'react' | 'grow'>;
  readonly overlay: PageOverlay;
  readonly style: ReactionStyle;
  readonly voice: Pick<VoiceLevel, 'read'>;
  /** Counts for the summary after the call. */
  tally(): Pick<CallTally, 'read' | 'sent'>;
  /** A question has come or gone: where the card is hidden, the toolbar button asks. */
  onQuestion(): void;
  /** Records an event in the history. */
  record(event: ReactionEvent): void;
}

type Edges = Pick<
  CallSessionEdges,
  | 'now'
  | 'canSend'
  | 'onReading'
  | 'onReaction'
  | 'onGrown'
  | 'onOutcome'
  | 'onAsk'
  | 'onAskGrown'
  | 'dress'
  | 'autoReactions'
  | 'mode'
  | 'voice'
>;

export function reactionEdges({
  settings,
  site,
  outgoing,
  overlay,
  style,
  voice,
  tally,
  onQuestion,
  record,
}: ReactionParts): Edges {
  const current = (): Settings => settings() ?? DEFAULT_SETTINGS;
  /** Whether the call site's own reaction was pressed for a reaction: known a moment later. */
  const pressed = new WeakMap<Reaction, Promise<boolean>>();
  return {
    now: Date.now,
    onReading(reading, camera) {
      outgoing.read(reading, camera);
      tally().read(reading);
      overlay.shown?.setReading(current().autoReactions ? reading : { ...reading, dwell: 0 });
      overlay.look();
    },
    onReaction(reaction) {
      outgoing.react(reaction);
      overlay.shown?.react(reaction);
      const press = site()?.react(reaction);
      if (press !== undefined) pressed.set(reaction, press);
    },
    onGrown(reaction) {
      outgoing.grow(reaction);
      overlay.shown?.grow(reaction);
    },
    async onOutcome(reaction, outcome) {
      const { time, expression, emoji, slot } = reaction;
      const shown: ReactionPlace[] = [];
      if (outcome.outcome === 'sent') {
        tally().sent(reaction);
        shown.push('card');
        if (current().outputs.video) shown.push('video');
        if (await pressed.get(reaction)) shown.push('site');
      }
      record({ time, expression, emoji, ...(slot !== undefined && { slot }), ...outcome, shown });
    },
    onAsk(reaction) {
      overlay.ask(reaction, Date.now() + WAITS);
      onQuestion();
    },
    onAskGrown(reaction) {
      overlay.growAsked(reaction);
      onQuestion();
    },
    canSend() {
      const { video, mask, siteReaction } = current().outputs;
      return video || mask !== 'off' || siteReaction;
    },
    voice: voice.read,
    dress: style.withChosenEmoji,
    autoReactions: () => current().autoReactions,
    mode: (expression) => modeOf(current().reactions, expression),
  };
}
