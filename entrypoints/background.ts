import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openAddedSites } from '../src/background/added-sites-edge';
import { showBadge } from '../src/background/badge-edge';
import { broadcastSettings } from '../src/background/broadcast';
import { openOffscreenOwner } from '../src/background/offscreen-api';
import { createRouter } from '../src/background/router';
import { openHistory } from '../src/history/store';
import { createSettingsStore } from '../src/settings/store';

// No runtime.onConnect here: it would receive the frame ports, which belong to the offscreen document.
export default defineBackground({
  type: 'module',
  main() {
    const settings = createSettingsStore();
    const addedSites = openAddedSites(settings);
    const answer = createRouter({
      self: { id: browser.runtime.id, base: browser.runtime.getURL('') },
      settings,
      history: openHistory(),
      offscreen: openOffscreenOwner(),
      showBadge,
      wantSite: addedSites.want,
    });
    browser.runtime.onMessage.addListener(answer);
    settings.watch((changed) => void broadcastSettings(changed));
  },
});
