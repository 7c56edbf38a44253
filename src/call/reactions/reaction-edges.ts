/** Where readings and reactions of a call go: the overlay, the outgoing picture, the call site. */

import { modeOf } from '../../shared/settings/reaction-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings/schema';
import type { CallSessionEdges } from '../call-session';
import type { VoiceLevel } from '../camera/voice-level';
import type { Outgoing } from '../outgoing';
import type { PageOverlay } from '../overlay/page-overlay';
import type { SitePart } from '../sites/call-site';
import type { ReactionStyle } from './reaction-style';
import { WAITS } from './reactions';

export interface ReactionParts {
  settings(): Settings | null;
  site(): SitePart | null;
  readonly outgoing: Pick<Outgoing, 'read' | 'react'>;
  readonly overlay: PageOverlay;
  readonly style: ReactionStyle;
  readonly voice: Pick<VoiceLevel, 'read'>;
}

type Edges = Pick<
  CallSessionEdges,
  'now' | 'onReading' | 'onReaction' | 'onAsk' | 'dress' | 'autoReactions' | 'mode' | 'voice'
>;

export function reactionEdges({ settings, site, outgoing, overlay, style, voice }: ReactionParts): Edges {
  const current = (): Settings => settings() ?? DEFAULT_SETTINGS;
  return {
    now: Date.now,
    onReading(reading, camera) {
      outgoing.read(reading, camera);
      overlay.shown?.setReading(current().autoReactions ? reading : { ...reading, dwell: 0 });
    },
    onReaction(reaction) {
      outgoing.react(reaction);
      overlay.shown?.react(reaction);
      site()?.react(reaction);
    },
    onAsk: (reaction) => overlay.ask(reaction, Date.now() + WAITS),
    voice: voice.read,
    dress: style.withChosenEmoji,
    autoReactions: () => current().autoReactions,
    mode: (expression) => modeOf(current().reactions, expression),
  };
}
