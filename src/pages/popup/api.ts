import { browser } from 'wxt/browser';
import { askBackground } from '../../shared/edges/ask-background';
import { createImageStore } from '../../shared/edges/image-store';
import { createPauseStore } from '../../shared/edges/pause-store';
import { createSettingsStore } from '../../shared/edges/settings-store';
import { WORDS as HISTORY_WORDS } from '../../shared/history/words';
import { formatCount } from '../../shared/language/formats';
import type { CallSnapshot, ToCallTab } from '../../shared/messages/call-tab';
import { parseCallSnapshot } from '../../shared/messages/call-tab';
import { RUNNING_KEY } from '../../shared/messages/running';
import { CONTENT_MATCHES, patternOf } from '../../shared/sites/matches';
import { todayRange } from '../../shared/statistics/summarise';
import { activeSiteOf } from './active-site';
import { embeddedSiteOf, type SeenFrame } from './embedded-site';
import type { PopupApi } from './popup-api';

/** The popup's access to the browser: settings and history through the background, the call through its tab. */
export function browserPopupApi(): PopupApi {
  const settings = createSettingsStore();
  const pause = createPauseStore(Date.now);
  const images = createImageStore();
  return {
    async activeSite() {
      const [tab, granted] = await Promise.all([shownTab(), browser.permissions.getAll()]);
      return activeSiteOf(tab, granted.origins ?? [], CONTENT_MATCHES);
    },
    settings: () => settings.read(),
    setSite: (host, on) => askBackground({ type: 'change-settings', patch: { site: { host, on } } }),
    async addSite(host) {
      // Must come first, or it is no longer part of the click; and the popup may close before the answer.
      const answer = browser.permissions.request({ origins: [patternOf(host)] });
      void askBackground({ type: 'site-wanted', host });
      const granted = await answer;
      if (granted) await askBackground({ type: 'change-settings', patch: { site: { host, on: true } } });
      return granted;
    },
    async forgetSite(host) {
      await askBackground({ type: 'change-settings', patch: { site: { host, on: false } } });
      await browser.permissions.remove({ origins: [patternOf(host)] });
    },
    setAutoReactions: (on) => askBackground({ type: 'change-settings', patch: { autoReactions: on } }),
    setOutputs: (outputs) => askBackground({ type: 'change-settings', patch: { outputs } }),
    setAvatar: (avatar) => askBackground({ type: 'change-settings', patch: { avatar } }),
    setBackend: (backend) => askBackground({ type: 'change-settings', patch: { backend } }),
    snapshot: (tabId) => askTab(tabId, { to: 'call', type: 'snapshot' }),
    async embedded(tabId, hosts) {
      // A tab that is navigating has no frames to inspect.
      const frames = await framesOf(tabId).catch(() => null);
      const mayRun = (host: string) => browser.permissions.contains({ origins: [patternOf(host)] });
      const allowed = await Promise.all(hosts.map(mayRun));
      return frames && embeddedSiteOf(hosts, frames, (host) => allowed[hosts.indexOf(host)] === true);
    },
    command: (tabId, type) => askTab(tabId, { to: 'call', type }),
    markWrong: (tabId, time) => askTab(tabId, { to: 'call', type: 'wrong', time }),
    setEnabled: (enabled) => askBackground({ type: 'change-settings', patch: { enabled } }),
    pausedUntil: () => pause.read(),
    pauseFor: (minutes) => askBackground({ type: 'pause-for', minutes }),
    async spansToday() {
      const now = Date.now();
      const { from } = todayRange(now, (time) => new Date(time).getTimezoneOffset());
      const [spans, { trouble, loss }] = await Promise.all([
        askBackground({ type: 'get-spans', from, until: now }),
        askBackground({ type: 'get-storage' }),
      ]);
      const problem = trouble?.message ?? (loss && HISTORY_WORDS.lost(formatCount(loss.rows)));
      return { from, until: now, spans, ...(problem && { trouble: problem }) };
    },
    images: () => images.list(),
    openSite: (url) => browser.tabs.create({ url }),
    openDiagnostics: (tabId) => browser.tabs.create({ url: `/diagnostics.html?tab=${tabId}` }),
    emojiUrl: (codePoints) => `/emoji/${codePoints}.webp`,
  };
}

/** The tab below the popup; `?tab=ID` names another one if the popup is opened as a page. */
async function shownTab() {
  const named = Number(new URLSearchParams(location.search).get('tab') ?? Number.NaN);
  if (Number.isInteger(named)) return browser.tabs.get(named).catch(() => undefined);
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active;
}

/** The frames of a tab that the extension has permission for. */
async function framesOf(tabId: number): Promise<readonly SeenFrame[]> {
  const target = { tabId, allFrames: true };
  const results = await browser.scripting.executeScript({
    target,
    func: lookAround,
    args: [RUNNING_KEY],
    // Without it the call waits until every frame has loaded.
    injectImmediately: true,
  });
  return results.flatMap(({ result }) => (result ? [result as SeenFrame] : []));
}

/** Runs in a frame, without this module's scope. @param key where the content script marks its window */
function lookAround(key: string): SeenFrame {
  const sign = (window as unknown as Record<symbol, (() => boolean) | undefined>)[Symbol.for(key)];
  return { host: location.hostname, runs: sign?.() === true };
}

/** No answer is normal: the page may be older than the extension, or navigating. */
async function askTab(tabId: number, message: ToCallTab): Promise<CallSnapshot | null> {
  const answer: unknown = await browser.tabs.sendMessage(tabId, message).catch(() => null);
  return parseCallSnapshot(answer);
}
