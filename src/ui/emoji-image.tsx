/** An emoji as a picture, or as text where the picture does not load. */
import { useState } from 'preact/hooks';
import { emojiText } from './expressions';

export interface EmojiImageProps {
  /** As in the artwork's file names, e.g. `1f604`. */
  readonly codePoints: string;
  /** Side in CSS pixels. */
  readonly size: number;
  /** The picture's address for code points. */
  readonly emojiUrl: (codePoints: string) => string;
  readonly class?: string;
}

/** Decorative: whoever shows it says in words what it means. */
export function EmojiImage({ codePoints, size, emojiUrl, class: name }: EmojiImageProps) {
  // Kept by emoji, so that one missing picture does not turn the next one into text.
  const [missing, setMissing] = useState<string | null>(null);
  const className = name === undefined ? 'emoji' : `emoji ${name}`;
  if (missing === codePoints) {
    return (
      <span class={className} aria-hidden="true" style={{ fontSize: `${Math.round(size * 0.8)}px` }}>
        {emojiText(codePoints)}
      </span>
    );
  }
  return (
    <img
      key={codePoints}
      class={className}
      src={emojiUrl(codePoints)}
      width={size}
      height={size}
      alt=""
      draggable={false}
      onError={() => setMissing(codePoints)}
    />
  );
}
