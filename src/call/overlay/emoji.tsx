/** A drawn emoji, or its glyph if the picture does not load. Decorative: the surrounding text says what it means. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { emojiText } from '../../shared/ui/expressions';
import type { Pictures } from './pictures';
import { Text } from './text';

export interface EmojiProps {
  readonly codePoints: string;
  /** Id of an own image to show instead; the emoji is shown if the image does not load. */
  readonly image?: string | undefined;
  /** Side in CSS pixels. */
  readonly size: number;
  readonly pictures: Pictures;
  readonly class?: string;
}

export function Emoji({ codePoints, image, size, pictures, class: name = '' }: EmojiProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = pictures.find(image === undefined ? [codePoints] : [image, codePoints]);
  const isComplete = picture?.complete === true && picture.naturalWidth > 0;
  // A picture that has loaded since is the same element, so `complete` is a dependency too.
  useLayoutEffect(() => {
    if (canvas.current !== null && picture !== null) draw(canvas.current, picture, size);
  }, [picture, isComplete, size]);
  if (picture === null) {
    return (
      <span class={`glyph ${name}`} style={{ fontSize: `${Math.round(size * 0.8)}px` }} aria-hidden="true">
        <Text text={emojiText(codePoints)} />
      </span>
    );
  }
  return (
    <canvas
      ref={canvas}
      class={name}
      data-emoji={image ?? codePoints}
      style={{ width: `${size}px`, height: `${size}px` }}
    />
  );
}

/** Draws the whole picture, centred: an own image need not be square. */
function draw(canvas: HTMLCanvasElement, picture: HTMLImageElement, size: number): void {
  const side = Math.round(size * Math.max(1, canvas.ownerDocument.defaultView?.devicePixelRatio ?? 1));
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  const { naturalWidth, naturalHeight } = picture;
  const scale = side / Math.max(naturalWidth, naturalHeight, 1);
  if (context === null || naturalWidth === 0) return;
  const [width, height] = [naturalWidth * scale, naturalHeight * scale];
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, (side - width) / 2, (side - height) / 2, width, height);
}
