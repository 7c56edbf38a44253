/** The user's favourite emoji; a click sends one. One tab stop: the arrow keys move between them. */
import { useRef, useState } from 'preact/hooks';
import { emojiName } from '../../shared/emoji/words';
import { Emoji } from './emoji';
import type { Pictures } from './pictures';
import { WORDS } from './words';

export interface Favourite {
  /** Code points as in `Reaction.emoji`. */
  readonly emoji: string;
  /** Id of an own image to show instead. */
  readonly image?: string;
}

export interface FavouritesProps {
  readonly favourites: readonly Favourite[];
  /** True while a question replaces them. */
  readonly inert: boolean;
  readonly pictures: Pictures;
  readonly onSend: (favourite: Favourite) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function Favourites({ favourites, inert, pictures, onSend }: FavouritesProps) {
  const [current, setCurrent] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const isMirrored = list.current?.matches(':dir(rtl)') === true && event.key.match(/Left|Right/) !== null;
    const next = (current + (isMirrored ? -step : step) + favourites.length) % favourites.length;
    setCurrent(next);
    list.current?.querySelectorAll<HTMLElement>('button')[next]?.focus();
  };
  return (
    <div
      ref={list}
      class="favourites"
      role="toolbar"
      aria-label={WORDS.favourites}
      inert={inert}
      onKeyDown={onKeyDown}
    >
      {favourites.map((favourite, index) => {
        const name = WORDS.send(emojiName(favourite.emoji));
        return (
          <button
            key={favourite.image ?? favourite.emoji}
            type="button"
            class="favourite"
            tabIndex={index === current ? 0 : -1}
            aria-label={name}
            title={name}
            onFocus={() => setCurrent(index)}
            onClick={() => onSend(favourite)}
          >
            <Emoji codePoints={favourite.emoji} image={favourite.image} size={22} pictures={pictures} />
          </button>
        );
      })}
    </div>
  );
}
