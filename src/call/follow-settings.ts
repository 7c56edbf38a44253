/** Applies the user's settings and images in a call page, now and on every change. */

import type { ImageStore } from '../shared/edges/image-store';
import type { SettingsStore } from '../shared/edges/settings-store';
import type { Settings } from '../shared/settings/schema';
import { whenRestored } from './frames/restored';

export interface SettingsFollower {
  readonly settings: Pick<SettingsStore, 'read' | 'watch'>;
  readonly images: Pick<ImageStore, 'list' | 'watch'>;
  apply(settings: Settings): void;
  onImages: Parameters<ImageStore['watch']>[0];
}

/**
 * Settles, and never rejects, once the first settings were applied or could not be read.
 * @param page the window: changes while it is in the back/forward cache may not be reported
 */
export async function followSettings(
  page: EventTarget,
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
  const look = (): Promise<void> => settings.read().then(apply).catch(console.error);
  const lookAgain = (): void => {
    void look();
    images.list().then(onImages, console.error);
  };
  whenRestored(page, lookAgain, signal);
  await look();
}
