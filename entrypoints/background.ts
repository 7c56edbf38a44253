import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { startAnalysisInBackground } from '../src/analysis/host/start';
import { startWorker } from '../src/analysis/host/start-worker';
import { keepAnalysisInformed } from '../src/background/analysis-link';
import { openAddedSites } from '../src/background/edges/added-sites';
import { showBadge, showSummary } from '../src/background/edges/badge';
import { keepCallsInformed, tellTab } from '../src/background/edges/broadcast';
import { welcomeOnInstall } from '../src/background/edges/first-run';
import { hotkeyNames, listenToHotkeys } from '../src/background/edges/hotkeys';
import { openLanguage } from '../src/background/edges/language';
import { openOffscreenOwner } from '../src/background/edges/offscreen-api';
import { openPrivateWindows } from '../src/background/edges/private-windows';
import { reinjectWhenInstalled } from '../src/background/edges/reinject';
import { bytesUsed, sessionValues } from '../src/background/edges/storage';
import { openStores } from '../src/background/edges/stores';
import { openSettingsSync } from '../src/background/edges/sync';
import { closeStorageToPages } from '../src/background/edges/trusted-storage';
import { createFeedback } from '../src/background/feedback';
import { createHistoryService } from '../src/background/history-service';
import { createLeftCalls } from '../src/background/left-calls';
import { createRouter } from '../src/background/router';
import { applyBrowserLanguage } from '../src/shared/edges/browser-language';

// No runtime.onConnect here: it would receive the frame ports, which belong to the offscreen document. Firefox has none
// and runs the networks in its background page (docs/firefox.md).
export default defineBackground({
  type: 'module',
  main() {
    applyBrowserLanguage();
    closeStorageToPages();
    const { now } = Date;
    const { settings, baselines, images, pause, hints, history, guard } = openStores(now);
    const historyService = createHistoryService({ history, guard, settings, now, bytesUsed, sessionValues });
    const answer = createRouter({
      self: { id: browser.runtime.id, base: browser.runtime.getURL('') },
      ...{ settings, images, baselines, history, historyService, pause, hints },
      feedback: createFeedback({ historyService, baselines, now }),
      offscreen: openOffscreenOwner(),
      ...{ keys: hotkeyNames, showBadge, showSummary, leftCalls: createLeftCalls(now) },
      tellTab,
      wantSite: openAddedSites(settings).want,
      sync: openSettingsSync(settings),
      callWords: openLanguage(settings),
      privateWindows: openPrivateWindows(),
    });
    browser.runtime.onMessage.addListener(answer);
    const here = import.meta.env.FIREFOX ? startAnalysisInBackground(startWorker, answer) : null;
    keepAnalysisInformed(settings, baselines, here);
    keepCallsInformed([settings, images, pause]);
    listenToHotkeys();
    reinjectWhenInstalled();
    welcomeOnInstall();
    historyService.prune().catch(console.error);
  },
});
