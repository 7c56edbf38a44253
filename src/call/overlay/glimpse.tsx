/** What others see, small and live. Its box is the same whatever is shown: a page can measure the card. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DrawGlimpse } from '../outgoing/glimpses';
import { EYE_ICON } from './icons';
import { Text } from './text';

/** Pixels; twice the size on the screen. */
const WIDTH = 192;
const HEIGHT = 108;

/** `live`: pictures of ours go out; `empty`: an output is on, but what goes out is the camera's own picture or nothing. */
export type GlimpseKind = 'live' | 'empty';

export interface GlimpseProps {
  readonly kind: GlimpseKind;
  readonly text: string;
  /** @returns a function that ends it */
  readonly watch: (draw: DrawGlimpse) => () => void;
}

export function Glimpse({ kind, text, watch }: GlimpseProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const own = canvas.current;
    const context = own?.getContext('2d');
    if (kind === 'empty' || !own || !context) return;
    const end = watch((picture) => {
      if (!own.ownerDocument.hidden) drawWhole(context, picture);
    });
    return () => {
      end();
      context.clearRect(0, 0, WIDTH, HEIGHT);
    };
  }, [kind, watch]);
  return (
    <div class="glimpse">
      <span class="screen" aria-hidden="true">
        {EYE_ICON}
        <canvas ref={canvas} width={WIDTH} height={HEIGHT} data-glimpse={kind} />
      </span>
      <Text class="others" text={text} />
    </div>
  );
}

/** Draws the whole picture, centred, on black as call sites show it. */
function drawWhole(context: CanvasRenderingContext2D, picture: VideoFrame): void {
  const scale = Math.min(WIDTH / picture.displayWidth, HEIGHT / picture.displayHeight);
  const [width, height] = [picture.displayWidth * scale, picture.displayHeight * scale];
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.drawImage(picture, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
}
