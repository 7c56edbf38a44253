/** An emoji as a picture, or as text if the picture does not load. */
import { useState } from 'preact/hooks';
import { emojiText } from './expressions';

/** First of all: other fonts have some of the emoji too, in black and white. */
const EMOJI_FONTS = '"Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif';

export interface EmojiImageProps {
  /** As in the artwork's file names, e.g. `1f604`. */
  readonly codePoints: string;
  /** Id of an own image to show instead; the emoji is shown if the image does not load. */
  readonly image?: string | undefined;
  /** Side in CSS pixels. */
  readonly size: number;
  /** The picture's URL for code points or the id of an own image; empty if there is none. */
  readonly emojiUrl: (codePoints: string) => string;
  readonly class?: string;
}

/** Decorative: the surrounding text says what it means. */
export function EmojiImage({ codePoints, image, size, emojiUrl, class: name }: EmojiImageProps) {
  // Kept by address, so that one missing picture does not turn the next one into text.
  const [missing, setMissing] = useState<readonly string[]>([]);
  const className = name === undefined ? 'emoji' : `emoji ${name}`;
  const urls = [...(image === undefined ? [] : [emojiUrl(image)]), emojiUrl(codePoints)];
  const url = urls.find((each) => each !== '' && !missing.includes(each));
  if (url === undefined) {
    return (
      <span
        class={className}
        aria-hidden="true"
        style={{ fontFamily: EMOJI_FONTS, fontSize: `${Math.round(size * 0.8)}px` }}
      >
        {emojiText(codePoints)}
      </span>
    );
  }
  return (
    <img
      key={url}
      class={className}
      src={url}
      width={size}
      height={size}
      // An own image need not be square.
      style={{ objectFit: 'contain' }}
      alt=""
      draggable={false}
      onError={() => setMissing((known) => [...known, url])}
    />
  );
}
