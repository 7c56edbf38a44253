import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openAddedSites } from '../src/background/added-sites-edge';
import { keepAnalysisInformed } from '../src/background/analysis-link';
import { showBadge } from '../src/background/badge-edge';
import { tellTab } from '../src/background/broadcast';
import { createFeedback } from '../src/background/feedback';
import { welcomeOnInstall } from '../src/background/first-run';
import { createHistoryService } from '../src/background/history-service';
import { listenToHotkeys } from '../src/background/hotkeys-edge';
import { openOffscreenOwner } from '../src/background/offscreen-api';
import { reinjectWhenInstalled } from '../src/background/reinject';
import { createRouter } from '../src/background/router';
import { bytesUsed, shelves } from '../src/background/storage-edge';
import { openSettingsSync } from '../src/background/sync-edge';
import { openHistory } from '../src/history/store';
import { startWorker } from '../src/inference/start-worker';
import { speakBrowserLanguage } from '../src/language/browser-language';
import { startAnalysisInBackground } from '../src/offscreen/start';
import { createBaselineStore } from '../src/settings/baseline-store';
import { createImageStore } from '../src/settings/image-store';
import { createPauseStore } from '../src/settings/pause-store';
import { createSettingsStore } from '../src/settings/store';

// No runtime.onConnect here: it would receive the frame ports, which belong to the offscreen document. Firefox has none
// and runs the networks in its background page (docs/firefox.md).
export default defineBackground({
  type: 'module',
  main() {
    speakBrowserLanguage();
    const settings = createSettingsStore();
    const baselines = createBaselineStore();
    const history = openHistory();
    const historyService = createHistoryService({ history, settings, now: Date.now, bytesUsed, shelves });
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
      wantSite: openAddedSites(settings).want,
      sync: openSettingsSync(settings),
      pause: createPauseStore(Date.now),
    });
    browser.runtime.onMessage.addListener(answer);
    const here = import.meta.env.FIREFOX ? startAnalysisInBackground(startWorker, answer) : null;
    keepAnalysisInformed(settings, baselines, here);
    listenToHotkeys();
    reinjectWhenInstalled();
    welcomeOnInstall();
    historyService.prune().catch(console.error);
  },
});
