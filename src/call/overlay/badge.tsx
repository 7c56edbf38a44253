/** The small emoji (or the state's icon) in the ring that fills while a reaction is coming. */

import type { CallState, Expression } from '../../shared/types';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { STATE_ICONS } from './icons';
import { Ring } from './ring';

export interface BadgeProps {
  readonly kind: CallState['kind'];
  readonly expression: Expression | null;
  /** 0..1. */
  readonly dwell: number;
  readonly emojiUrl: (codePoints: string) => string;
}

export function Badge({ kind, expression, dwell, emojiUrl }: BadgeProps) {
  return (
    <span class="badge" aria-hidden="true">
      <Ring share={kind === 'loading' ? 'busy' : dwell} />
      {expression === null ? (
        STATE_ICONS[kind]
      ) : (
        <EmojiImage
          key={expression}
          class="small"
          codePoints={EXPRESSION_STYLES[expression].emoji}
          size={28}
          emojiUrl={emojiUrl}
        />
      )}
    </span>
  );
}
