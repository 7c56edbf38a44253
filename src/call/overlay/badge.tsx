/** The small emoji (or the state's icon) in the ring that fills before a reaction. */

import type { CallState, Expression } from '../../shared/types';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { Emoji } from './emoji';
import { STATE_ICONS } from './icons';
import type { Pictures } from './pictures';
import { Ring } from './ring';

export interface BadgeProps {
  readonly kind: CallState['kind'];
  readonly expression: Expression | null;
  /** 0..1. */
  readonly dwell: number;
  readonly pictures: Pictures;
}

export function Badge({ kind, expression, dwell, pictures }: BadgeProps) {
  return (
    <span class="badge" aria-hidden="true">
      <Ring share={kind === 'loading' ? 'busy' : dwell} />
      {expression === null ? (
        STATE_ICONS[kind]
      ) : (
        <Emoji
          key={expression}
          class="small"
          codePoints={EXPRESSION_STYLES[expression].emoji}
          size={28}
          pictures={pictures}
        />
      )}
    </span>
  );
}
