import type { EmojiSettings } from '../../shared/emoji/emoji-settings';
import type { OwnImage } from '../../shared/emoji/own-images';
import type { ReactionSettings } from '../../shared/settings/reaction-settings';
import type { Settings } from '../../shared/settings/schema';

/** All that the emoji page asks of the browser. What rejects carries a message in plain words. */
export interface EmojiApi {
  settings(): Promise<Settings>;
  images(): Promise<readonly OwnImage[]>;
  setEmoji(emoji: EmojiSettings): Promise<Settings>;
  setReactions(reactions: ReactionSettings): Promise<Settings>;
  /** Checks, decodes and keeps the file. Resolves with all images, the new one last. */
  addImage(file: File): Promise<readonly OwnImage[]>;
  /** Resolves with those that are left. */
  removeImage(id: string): Promise<readonly OwnImage[]>;
  /** Calls back after every change, from whichever page it came. Returns the way to stop. */
  watch(changed: () => void): () => void;
}
