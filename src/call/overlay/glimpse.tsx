/** What others see, small and live. Its box is the same whatever is shown: a page can measure the card. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { drawThumbnail } from '../../shared/pixels/thumbnail';
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
    let over = false;
    const draw = drawerOn(context, () => over);
    const end = watch((picture) => {
      if (!own.ownerDocument.hidden) draw(picture);
    });
    return () => {
      over = true;
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

/** Draws whole pictures, centred, on black as call sites show them: one after the other, since they share memory. */
function drawerOn(context: CanvasRenderingContext2D, isOver: () => boolean): DrawGlimpse {
  let memory = new Uint8Array(0);

  /** @returns a small copy; null if only the browser can convert it */
  async function small(picture: VideoFrame, width: number, height: number): Promise<ImageData | null> {
    const { format, colorSpace, visibleRect } = picture;
    const { rotation = 0, flip = false } = picture as { readonly rotation?: number; readonly flip?: boolean };
    if ((format !== 'I420' && format !== 'NV12') || visibleRect === null || rotation !== 0 || flip)
      return null;
    const size = picture.allocationSize();
    if (memory.length !== size) memory = new Uint8Array(size);
    const layout = await picture.copyTo(memory);
    const into = new ImageData(width, height);
    const planes = { format, width: visibleRect.width, height: visibleRect.height, data: memory, layout };
    const matrix = colorSpace.matrix === 'bt709' ? 'bt709' : 'bt601';
    drawThumbnail(planes, into, { matrix, fullRange: colorSpace.fullRange === true });
    return into;
  }

  async function show(picture: VideoFrame): Promise<void> {
    const scale = Math.min(WIDTH / picture.displayWidth, HEIGHT / picture.displayHeight);
    const [width, height] = [picture.displayWidth * scale, picture.displayHeight * scale].map(Math.round);
    const [left, top] = [(WIDTH - width!) >> 1, (HEIGHT - height!) >> 1];
    const copy = await small(picture, width!, height!);
    if (isOver()) return;
    context.fillRect(0, 0, WIDTH, HEIGHT);
    if (copy === null) context.drawImage(picture, left, top, width!, height!);
    else context.putImageData(copy, left, top);
  }

  let turn = Promise.resolve();
  return (picture) => {
    // The sender closes its own.
    const own = picture.clone();
    turn = turn
      .then(() => show(own))
      .catch((error: unknown) => console.error('EmojiGen could not show what goes out.', error))
      .finally(() => own.close());
  };
}
