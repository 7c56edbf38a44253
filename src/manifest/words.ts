/** What the manifest says: as `__MSG_manifest_NAME__` in wxt.config.ts. */
import { translated } from '../language/translated';

export const WORDS = translated('manifest', {
  /** Stores take 132 characters. */
  description: 'Your own expression as an emoji in video calls, recognised on your device.',
});
