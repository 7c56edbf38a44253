import { type EmojiSet, isImageId } from './emoji-settings';
import type { OwnImage } from './own-images';

/**
 * URL of the picture to show; empty to show text.
 * @param key code points, or the id of an own image
 * @param fileUrl URL of a file of the extension
 */
export function pictureUrl(
  key: string,
  set: EmojiSet,
  images: readonly OwnImage[],
  fileUrl: (path: string) => string = (path) => path,
): string {
  if (isImageId(key)) return images.find(({ id }) => id === key)?.dataUrl ?? '';
  return set === 'system' ? '' : fileUrl(`/emoji/${key}.webp`);
}
