import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openAddedSites } from '../src/background/added-sites-edge';
import { showBadge } from '../src/background/badge-edge';
import { broadcastSettings, tellTab } from '../src/background/broadcast';
import { createFeedback } from '../src/background/feedback';
import { welcomeOnInstall } from '../src/background/first-run';
import { createHistoryService } from '../src/background/history-service';
import { listenToHotkeys } from '../src/background/hotkeys-edge';
import { openOffscreenOwner } from '../src/background/offscreen-api';
import { reinjectWhenInstalled } from '../src/background/reinject';
import { createRouter } from '../src/background/router';
import { bytesUsed } from '../src/background/storage-edge';
import { openSettingsSync } from '../src/background/sync-edge';
import { openHistory } from '../src/history/store';
import { createBaselineStore } from '../src/settings/baseline-store';
import { createImageStore } from '../src/settings/image-store';
import { createPauseStore } from '../src/settings/pause-store';
import { createSettingsStore } from '../src/settings/store';

// No runtime.onConnect here: it would receive the frame ports, which belong to the offscreen document.
export default defineBackground({
  type: 'module',
  main() {
    const settings = createSettingsStore();
    const baselines = createBaselineStore();
    const tellAnalysis = async () => broadcastSettings(await settings.read(), await baselines.read());
    const history = openHistory();
    const historyService = createHistoryService({ history, settings, now: Date.now, bytesUsed });
    const addedSites = openAddedSites(settings);
    const answer = createRouter({
      self: { id: browser.runtime.id, base: browser.runtime.getURL('') },
      settings,
      images: createImageStore(),
      baselines,
      history,
      historyService,
      feedback: createFeedback({ historyService, baselines, now: Date.now }),
      offscreen: openOffscreenOwner(),
      showBadge,
      tellTab,
      wantSite: addedSites.want,
      sync: openSettingsSync(settings),
      pause: createPauseStore(Date.now),
    });
    browser.runtime.onMessage.addListener(answer);
    listenToHotkeys();
    reinjectWhenInstalled();
    settings.watch(() => tellAnalysis().catch(console.warn));
    baselines.watch(() => tellAnalysis().catch(console.warn));
    welcomeOnInstall();
    historyService.prune().catch(console.error);
  },
});
