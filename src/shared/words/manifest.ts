/** Texts of the manifest: as `__MSG_manifest_NAME__` in wxt.config.ts. */
import { translated } from '../language/translated';

export const WORDS = translated('manifest', {
  /** Stores take 132 characters. */
  description: 'Your own expression as an emoji in video calls, recognised on your device.',
  /** In the browser's own list of keys. */
  commands: {
    pause: 'Pause or resume',
    'send-now': 'Send your emoji now, or say yes',
    cancel: 'Cancel the emoji that is coming, or say no',
    'toggle-overlay': 'Hide or show the card in the call',
  },
});
