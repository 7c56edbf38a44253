/** The user's choices that a call page may know: those of its own site, and only what it needs. */
import { isImageId } from '../shared/emoji/emoji-settings';
import type { OwnImage } from '../shared/emoji/own-images';
import type { LocaleMessages } from '../shared/language/messages';
import type { CallConfig, CallHints } from '../shared/messages/call-config';
import { DEFAULT_SETTINGS, isSiteChosen, type Settings } from '../shared/settings/schema';

/** @param hosts of the tab's page and of the requesting frame */
export function configFor(
  settings: Settings,
  images: readonly OwnImage[],
  pausedUntil: number | null,
  hosts: readonly string[],
  hints: CallHints,
  words: LocaleMessages | null,
): CallConfig {
  const { keepHistory, retentionDays } = DEFAULT_SETTINGS;
  const shown = new Set(Object.values(settings.emoji.custom).filter(isImageId));
  const positions = Object.entries(settings.overlayPosition).filter(([host]) => hosts.includes(host));
  return {
    settings: {
      ...settings,
      ...{ keepHistory, retentionDays },
      sites: Object.fromEntries(hosts.map((host) => [host, isSiteChosen(settings, host)])),
      overlayPosition: Object.fromEntries(positions),
    },
    images: images.filter(({ id }) => shown.has(id)),
    pausedUntil,
    hints,
    words,
  };
}
