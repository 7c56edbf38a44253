/** Loads emoji pictures and keeps them as sprites for the camera's colour format. */

import { type Colour, createSprite, type Sprite } from './drawing/sprite';
import { stickerOf } from './drawing/sticker';

export interface Artwork {
  /** The emoji's sprite, or null while its picture is loading or if it failed to load. */
  sprite(codePoints: string, colour: Colour): Sprite | null;
  /** The sprite with a soft edge and a shadow; larger than the plain sprite by the room for both. */
  sticker(codePoints: string, colour: Colour): Sprite | null;
  /** Starts to load a picture that will be needed. */
  load(codePoints: string): void;
}

export interface ArtworkPicture {
  readonly rgba: Uint8ClampedArray;
  readonly side: number;
}

/** @param fetchPicture rejects if there is no picture; the next request tries again */
export function createArtwork(fetchPicture: (codePoints: string) => Promise<ArtworkPicture>): Artwork {
  const pictures = new Map<string, ArtworkPicture | 'loading'>();
  const sprites = new Map<string, Sprite>();

  async function load(codePoints: string): Promise<void> {
    if (pictures.has(codePoints)) return;
    pictures.set(codePoints, 'loading');
    try {
      pictures.set(codePoints, await fetchPicture(codePoints));
    } catch (error) {
      pictures.delete(codePoints);
      console.error('EmojiGen could not load an emoji.', error);
    }
  }

  function spriteOf(
    codePoints: string,
    colour: Colour,
    kind: string,
    prepare: (picture: ArtworkPicture) => ArtworkPicture,
  ): Sprite | null {
    const key = `${kind} ${codePoints} ${colour.matrix} ${colour.fullRange}`;
    const ready = sprites.get(key);
    if (ready !== undefined) return ready;
    const picture = pictures.get(codePoints);
    if (picture === undefined || picture === 'loading') return null;
    const { rgba, side } = prepare(picture);
    const sprite = createSprite(rgba, side, colour);
    sprites.set(key, sprite);
    return sprite;
  }

  return {
    load: (codePoints) => void load(codePoints),
    sprite: (codePoints, colour) => spriteOf(codePoints, colour, 'plain', (picture) => picture),
    sticker: (codePoints, colour) => spriteOf(codePoints, colour, 'sticker', stickerOf),
  };
}

/** Decodes a square picture from the extension's own files. */
export async function fetchPicture(url: string): Promise<ArtworkPicture> {
  // An empty URL would resolve to the call page's own.
  if (url === '') throw new Error('The emoji has no picture.');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The emoji's picture answered ${response.status}.`);
  const bitmap = await createImageBitmap(await response.blob());
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null || width !== height) throw new Error('The emoji could not be drawn.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { rgba: context.getImageData(0, 0, width, height).data, side: width };
}
