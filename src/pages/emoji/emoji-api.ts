import type { EmojiSettings } from '../../shared/emoji/emoji-settings';
import type { OwnImage } from '../../shared/emoji/own-images';
import type { ReactionSettings } from '../../shared/settings/reaction-settings';
import type { Settings } from '../../shared/settings/schema';

/** Everything that the emoji page needs from the browser. Rejections carry a message in plain words. */
export interface EmojiApi {
  settings(): Promise<Settings>;
  images(): Promise<readonly OwnImage[]>;
  setEmoji(emoji: EmojiSettings): Promise<Settings>;
  setReactions(reactions: ReactionSettings): Promise<Settings>;
  /** Checks, decodes and stores the file. Resolves with all images, the new one last. */
  addImage(file: File): Promise<readonly OwnImage[]>;
  /** Resolves with the remaining images. */
  removeImage(id: string): Promise<readonly OwnImage[]>;
  /** Calls back after every change by any page. Returns a function that stops. */
  watch(changed: () => void): () => void;
}
