/** The small emoji (or the state's icon) in the ring that fills while a reaction is coming. */

import type { CallState, Expression } from '../../types';
import { EmojiImage } from '../../ui/emoji-image';
import { EXPRESSION_LOOKS } from '../../ui/expressions';
import { STATE_ICONS } from './icons';

const RADIUS = 18;
const LENGTH = 2 * Math.PI * RADIUS;

export interface BadgeProps {
  readonly kind: CallState['kind'];
  readonly expression: Expression | null;
  /** 0..1. */
  readonly dwell: number;
  readonly emojiUrl: (codePoints: string) => string;
}

export function Badge({ kind, expression, dwell, emojiUrl }: BadgeProps) {
  const filled = Math.max(0, Math.min(1, dwell));
  return (
    <span class="badge" aria-hidden="true">
      <svg class="ring" viewBox="0 0 40 40" aria-hidden="true">
        <circle class="track" cx="20" cy="20" r={RADIUS} />
        <circle
          class="fill"
          cx="20"
          cy="20"
          r={RADIUS}
          stroke-dasharray={LENGTH}
          stroke-dashoffset={kind === 'loading' ? LENGTH * 0.72 : LENGTH * (1 - filled)}
          opacity={kind === 'loading' || filled > 0 ? 1 : 0}
        />
      </svg>
      {expression === null ? (
        STATE_ICONS[kind]
      ) : (
        <EmojiImage
          key={expression}
          class="small"
          codePoints={EXPRESSION_LOOKS[expression].emoji}
          size={28}
          emojiUrl={emojiUrl}
        />
      )}
    </span>
  );
}
