/** The user's own images: add, view, remove. */
import { useRef } from 'preact/hooks';
import { MOST_IMAGES } from '../../shared/emoji/emoji-settings';
import { IMAGE_TYPES, MOST_BYTES, MOST_SIDE, type OwnImage } from '../../shared/emoji/own-images';
import { formatCount } from '../../shared/language/formats';
import { WORDS } from './words';

const words = WORDS.images;

export interface ImagesCardProps {
  readonly images: readonly OwnImage[];
  readonly onAdd: (file: File) => void;
  readonly onRemove: (id: string) => void;
}

export function ImagesCard({ images, onAdd, onRemove }: ImagesCardProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <section class="card" aria-labelledby="images-title">
      <h2 id="images-title">{words.title}</h2>
      <p class="hint">
        {words.hint(formatCount(MOST_SIDE), formatCount(MOST_BYTES / 1024), formatCount(MOST_IMAGES))}
      </p>
      {images.length > 0 && (
        <ul class="images" data-testid="images">
          {images.map(({ id, name, dataUrl }) => (
            <li key={id}>
              <img src={dataUrl} width={56} height={56} alt="" />
              <span class="image-name">{name}</span>
              <button
                type="button"
                class="button"
                aria-label={words.removeNamed(name)}
                data-remove={id}
                onClick={() => onRemove(id)}
              >
                {words.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        accept={IMAGE_TYPES.join(',')}
        tabIndex={-1}
        aria-label={words.file}
        data-testid="image-file"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) onAdd(file);
          currentTarget.value = ''; // the same file can be chosen again
        }}
      />
      <button
        type="button"
        class="button primary"
        disabled={images.length >= MOST_IMAGES}
        onClick={() => input.current?.click()}
      >
        {words.add}
      </button>
    </section>
  );
}
