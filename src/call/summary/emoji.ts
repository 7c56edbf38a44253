/** Pictures of emoji for a summary. */
import type { ArtworkPicture } from '../outgoing/artwork';

/** By code points. */
export type EmojiPictures = ReadonlyMap<string, ImageBitmap>;

const CODE_POINTS = /^[0-9a-f]+(-[0-9a-f]+)*$/;

/**
 * Fetches all of `keys`, and not only those that the summary shows: the page sees what is fetched. Missing pictures are left
 * out; never rejects.
 */
export async function loadEmoji(
  keys: readonly string[],
  fetchPicture: (codePoints: string) => Promise<ArtworkPicture>,
): Promise<EmojiPictures> {
  const wanted = [...new Set(keys)].filter((key) => CODE_POINTS.test(key));
  const loaded = await Promise.allSettled(
    wanted.map(async (key): Promise<[string, ImageBitmap]> => {
      const { rgba, side } = await fetchPicture(key);
      return [key, await createImageBitmap(new ImageData(new Uint8ClampedArray(rgba), side))];
    }),
  );
  return new Map(loaded.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
}
