import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { startAnalysisInBackground } from '../src/analysis/host/start';
import { startWorker } from '../src/analysis/host/start-worker';
import { keepAnalysisInformed } from '../src/background/analysis-link';
import { openAddedSites } from '../src/background/edges/added-sites';
import { showBadge } from '../src/background/edges/badge';
import { tellTab } from '../src/background/edges/broadcast';
import { welcomeOnInstall } from '../src/background/edges/first-run';
import { listenToHotkeys } from '../src/background/edges/hotkeys';
import { openOffscreenOwner } from '../src/background/edges/offscreen-api';
import { reinjectWhenInstalled } from '../src/background/edges/reinject';
import { bytesUsed, sessionValues } from '../src/background/edges/storage';
import { openSettingsSync } from '../src/background/edges/sync';
import { createFeedback } from '../src/background/feedback';
import { createHistoryService } from '../src/background/history-service';
import { createRouter } from '../src/background/router';
import { createBaselineStore } from '../src/shared/edges/baseline-store';
import { applyBrowserLanguage } from '../src/shared/edges/browser-language';
import { createImageStore } from '../src/shared/edges/image-store';
import { createPauseStore } from '../src/shared/edges/pause-store';
import { createSettingsStore } from '../src/shared/edges/settings-store';
import { openHistory } from '../src/shared/history/store';

// No runtime.onConnect here: it would receive the frame ports, which belong to the offscreen document. Firefox has none
// and runs the networks in its background page (docs/firefox.md).
export default defineBackground({
  type: 'module',
  main() {
    applyBrowserLanguage();
    const { now } = Date;
    const settings = createSettingsStore();
    const baselines = createBaselineStore();
    const history = openHistory();
    const historyService = createHistoryService({ history, settings, now, bytesUsed, sessionValues });
    const answer = createRouter({
      self: { id: browser.runtime.id, base: browser.runtime.getURL('') },
      settings,
      images: createImageStore(),
      baselines,
      history,
      historyService,
      feedback: createFeedback({ historyService, baselines, now }),
      offscreen: openOffscreenOwner(),
      showBadge,
      tellTab,
      wantSite: openAddedSites(settings).want,
      sync: openSettingsSync(settings),
      pause: createPauseStore(now),
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
