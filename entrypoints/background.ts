import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { showBadge } from '../src/background/badge-edge';
import { broadcastSettings } from '../src/background/broadcast';
import { welcomeOnInstall } from '../src/background/first-run';
import { createHistoryService } from '../src/background/history-service';
import { openOffscreenOwner } from '../src/background/offscreen-api';
import { createRouter } from '../src/background/router';
import { bytesUsed } from '../src/background/storage-edge';
import { openHistory } from '../src/history/store';
import { createSettingsStore } from '../src/settings/store';

// No runtime.onConnect here: it would receive the frame ports, which belong to the offscreen document.
export default defineBackground({
  type: 'module',
  main() {
    const settings = createSettingsStore();
    const history = openHistory();
    const historyService = createHistoryService({ history, settings, now: Date.now, bytesUsed });
    const answer = createRouter({
      self: { id: browser.runtime.id, base: browser.runtime.getURL('') },
      settings,
      history,
      historyService,
      offscreen: openOffscreenOwner(),
      showBadge,
    });
    browser.runtime.onMessage.addListener(answer);
    settings.watch((changed) => void broadcastSettings(changed));
    welcomeOnInstall();
    historyService.prune().catch(console.error);
  },
});
