/**
 * The question whether to send a reaction: the emoji in a ring that empties, yes and no. It is always in the DOM and hidden
 * while nothing is asked: a page must not notice a question by the card's size or by lost focus.
 */
import type { HotkeyNames } from '../../shared/messages/call-config';
import { WORDS } from './ask-words';
import { Emoji } from './emoji';
import type { Pictures } from './pictures';
import { Ring } from './ring';
import { Text, withKey } from './text';

export interface Asked {
  /** Distinguishes two questions. */
  readonly id: number;
  readonly emoji: string;
  readonly image?: string | undefined;
  /** What the reaction is called. */
  readonly name: string;
  /** How long the question waits. Milliseconds. */
  readonly waits: number;
}

export interface AskProps {
  /** Null: nothing is asked. */
  readonly asked: Asked | null;
  readonly keys: HotkeyNames;
  readonly pictures: Pictures;
  readonly onAnswer: (yes: boolean) => void;
}

export function Ask({ asked, keys, pictures, onAnswer }: AskProps) {
  return (
    <div class="ask" inert={asked === null}>
      <button
        type="button"
        class="yes"
        aria-label={WORDS.yesLabel(asked?.name ?? '')}
        title={withKey(WORDS.yes, keys['send-now'])}
        onClick={() => onAnswer(true)}
      >
        <span class="badge" aria-hidden="true">
          {asked !== null && (
            <>
              <Ring key={asked.id} share="drain" milliseconds={asked.waits} />
              <Emoji
                class="small"
                codePoints={asked.emoji}
                image={asked.image}
                size={24}
                pictures={pictures}
              />
            </>
          )}
        </span>
        <Text text={WORDS.yes} />
      </button>
      <button
        type="button"
        class="no"
        aria-label={WORDS.noLabel}
        title={withKey(WORDS.noHint, keys.cancel)}
        onClick={() => onAnswer(false)}
      >
        <Text text={WORDS.no} />
      </button>
    </div>
  );
}
