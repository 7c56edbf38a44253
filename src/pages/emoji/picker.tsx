/** The panel for choosing a slot's emoji. */
import { useEffect, useRef, useState } from 'preact/hooks';
import catalogue from '../../shared/emoji/catalogue.json';
import { withSkinTone } from '../../shared/emoji/choose';
import type { EmojiSettings } from '../../shared/emoji/emoji-settings';
import type { OwnImage } from '../../shared/emoji/own-images';
import { emojiName, groupName } from '../../shared/emoji/words';
import { direction } from '../../shared/language/translated';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { mirrored, moveInGrid } from './grid-keys';
import { WORDS } from './words';

const words = WORDS.picker;

export interface PickerProps {
  /** Name of the slot, e.g. `Happy, slight`. */
  readonly name: string;
  /** Code points without skin tone, or the id of an own image. */
  readonly value: string;
  readonly skinTone: EmojiSettings['skinTone'];
  readonly images: readonly OwnImage[];
  readonly emojiUrl: (key: string) => string;
  readonly onPick: (value: string) => void;
  /** Null if the slot has its default. */
  readonly onReset: (() => void) | null;
  readonly onClose: () => void;
}

/** Arrow keys move through the emoji, Enter or Space chooses one, Escape closes. */
export function Picker({ name, value, skinTone, images, emojiUrl, onPick, onReset, onClose }: PickerProps) {
  const groups = [
    ...(images.length > 0
      ? [{ name: WORDS.images.title, cells: images.map(({ id, name }) => ({ value: id, name })) }]
      : []),
    ...catalogue.map((group) => ({
      name: groupName(group.name),
      cells: group.emoji.map(({ code }) => ({ value: code, name: emojiName(code) })),
    })),
  ];
  const cells = groups.flatMap((group) => group.cells);
  const chosen = cells.findIndex((cell) => cell.value === value);
  const [at, setAt] = useState(Math.max(chosen, 0));
  const list = useRef<HTMLDivElement>(null);
  const focusCell = (index: number): void => {
    list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus();
  };

  // The arrow keys work at once, however the picker was opened.
  useEffect(() => focusCell(at), []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      return onClose();
    }
    if (!list.current?.contains(event.target as Node)) return;
    const next = moveInGrid(
      groups.map((group) => group.cells.length),
      at,
      direction() === 'rtl' ? mirrored(event.key) : event.key,
    );
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    focusCell(next);
  }

  let index = 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for keys of the controls in it.
    <div class="picker" data-testid="picker" onKeyDown={onKeyDown}>
      <div ref={list} role="listbox" aria-label={words.label(name)} tabIndex={-1}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox.
          <div key={group.name} role="group" aria-label={group.name}>
            <p class="group-name" aria-hidden="true">
              {group.name}
            </p>
            <div class="cells" role="presentation">
              {group.cells.map((cell) => {
                const mine = index++;
                const isImage = images.some(({ id }) => id === cell.value);
                return (
                  <button
                    key={cell.value}
                    type="button"
                    class="cell"
                    role="option"
                    aria-selected={cell.value === value}
                    aria-label={cell.name}
                    title={cell.name}
                    tabIndex={mine === at ? 0 : -1}
                    data-index={mine}
                    data-value={cell.value}
                    onFocus={() => setAt(mine)}
                    onClick={() => onPick(cell.value)}
                  >
                    <EmojiImage
                      codePoints={isImage ? '' : withSkinTone(cell.value, skinTone)}
                      image={isImage ? cell.value : undefined}
                      size={30}
                      emojiUrl={emojiUrl}
                    />
                  </button>
                );
              })}
            </div>
          </div>
        ))}
      </div>
      <div class="picker-foot">
        <button type="button" class="button" disabled={onReset === null} onClick={() => onReset?.()}>
          {words.reset}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </div>
  );
}
