/** All slots with their emoji; each opens the picker below its row. */
import { useRef, useState } from 'preact/hooks';
import { emojiFor } from '../../shared/emoji/choose';
import { type EmojiSettings, isImageId } from '../../shared/emoji/emoji-settings';
import type { OwnImage } from '../../shared/emoji/own-images';
import { DEFAULT_EMOJI, type EmojiSlot, INTENSITIES } from '../../shared/emoji/slots';
import { emojiName } from '../../shared/emoji/words';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { Picker } from './picker';
import { SLOT_ROWS, slotName, WORDS } from './words';

const words = WORDS.slots;

export interface SlotsCardProps {
  readonly choice: EmojiSettings;
  readonly images: readonly OwnImage[];
  readonly emojiUrl: (key: string) => string;
  readonly onChange: (custom: EmojiSettings['custom']) => void;
}

export function SlotsCard({ choice, images, emojiUrl, onChange }: SlotsCardProps) {
  const [open, setOpen] = useState<EmojiSlot | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const { custom } = choice;

  function close(): void {
    // Returns the focus to the slot that opened the picker.
    table.current?.querySelector<HTMLElement>(`[data-slot="${open}"]`)?.focus();
    setOpen(null);
  }

  function set(slot: EmojiSlot, value: string | undefined): void {
    const { [slot]: _, ...others } = custom;
    onChange(value === undefined || value === DEFAULT_EMOJI[slot] ? others : { ...others, [slot]: value });
    close();
  }

  return (
    <section class="card" aria-labelledby="slots-title">
      <h2 id="slots-title">{words.title}</h2>
      <p class="hint">{words.hint}</p>
      <div class="slots" ref={table}>
        <p class="slot-row heads" aria-hidden="true">
          <span />
          {INTENSITIES.map((intensity) => (
            <span key={intensity}>{words.intensities[intensity]}</span>
          ))}
        </p>
        {SLOT_ROWS.map(({ id, name, slots }) => (
          <div key={id}>
            <div class="slot-row">
              <span class="slot-name">{name}</span>
              {slots.map((slot) => (
                <SlotButton
                  key={slot}
                  slot={slot}
                  choice={choice}
                  images={images}
                  emojiUrl={emojiUrl}
                  open={slot === open}
                  onClick={() => (slot === open ? close() : setOpen(slot))}
                />
              ))}
            </div>
            {open !== null && slots.includes(open) && (
              <Picker
                key={open}
                name={slotName(open)}
                value={custom[open] ?? DEFAULT_EMOJI[open]}
                skinTone={choice.skinTone}
                images={images}
                emojiUrl={emojiUrl}
                onPick={(value) => set(open, value)}
                onReset={custom[open] === undefined ? null : () => set(open, undefined)}
                onClose={close}
              />
            )}
          </div>
        ))}
      </div>
      <button
        type="button"
        class="button"
        data-testid="reset-all"
        disabled={Object.keys(custom).length === 0}
        onClick={() => onChange({})}
      >
        {words.reset}
      </button>
    </section>
  );
}

interface SlotButtonProps extends Omit<SlotsCardProps, 'onChange'> {
  readonly slot: EmojiSlot;
  readonly open: boolean;
  readonly onClick: () => void;
}

function SlotButton({ slot, choice, images, emojiUrl, open, onClick }: SlotButtonProps) {
  const { emoji, image } = emojiFor(slot, choice, (id) => images.some((own) => own.id === id));
  const own = choice.custom[slot];
  const shown =
    images.find(({ id }) => id === image)?.name ?? emojiName(own && !isImageId(own) ? own : emoji);
  return (
    <button
      type="button"
      class="slot"
      data-slot={slot}
      data-custom={own !== undefined}
      aria-label={words.now(slotName(slot), shown)}
      aria-expanded={open}
      title={words.change(slotName(slot))}
      onClick={onClick}
    >
      <EmojiImage codePoints={emoji} image={image} size={36} emojiUrl={emojiUrl} />
    </button>
  );
}
