/** The user's settings and images in a call page, now and whenever they change. */
import type { ImageStore } from '../settings/image-store';
import type { Settings } from '../settings/schema';
import type { SettingsStore } from '../settings/store';

export interface SettingsFollower {
  readonly settings: SettingsStore;
  readonly images: ImageStore;
  apply(settings: Settings): void;
  onImages: Parameters<ImageStore['watch']>[0];
}

/** Settles, and never rejects, once the first settings were applied or could not be read. */
export async function followSettings(
  { settings, images, apply, onImages }: SettingsFollower,
  signal: AbortSignal,
): Promise<void> {
  const stops = [settings.watch(apply), images.watch(onImages)];
  signal.addEventListener('abort', () => {
    try {
      for (const stop of stops) stop();
    } catch {
      // An orphaned script has no browser API left to clean up.
    }
  });
  await settings.read().then(apply).catch(console.error);
}
