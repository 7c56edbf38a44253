/** Wires the analysis to the browser: in Chrome's offscreen document, or in Firefox's background page. */
import { browser } from 'wxt/browser';
import type { AskMemory, RawSender, SettingsChanged } from '../../shared/messages/background';
import { type AnalysisService, createAnalysisService, type FramesPort } from './analysis-service';
import { giveTicks, type TicksPort } from './ticks';

const isOwnPage = ({ id, url }: RawSender): boolean =>
  id === browser.runtime.id && url?.startsWith(browser.runtime.getURL('')) === true;

/** Starts the analysis in the offscreen document, which closes itself when idle. */
export function startAnalysis(createWorker: () => Worker): void {
  const analysis = createAnalysisService({
    createWorker,
    askBackground: (message) => browser.runtime.sendMessage(message),
    self: browser.runtime.id,
    now: Date.now,
    onIdle: () => window.close(),
    battery: navigator,
  });
  browser.runtime.onConnect.addListener((port) => analysis.connected(port as FramesPort));
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    const changed = message as SettingsChanged | AskMemory | null;
    if (changed?.to !== 'offscreen') return undefined;
    if (changed.type === 'memory' && isOwnPage(sender)) return analysis.figures();
    if (changed.type !== 'settings') return undefined;
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return undefined;
    analysis.settingsChanged(changed.settings, changed.baseline);
    return undefined;
  });
}

/**
 * Starts the analysis in the background page, for browsers without offscreen documents. Messages do not reach their own
 * page, so the background's listener is called directly. Call while the background starts: a call's port may have woken it.
 * @param answer the background's own listener for messages
 */
export function startAnalysisInBackground(
  createWorker: () => Worker,
  answer: (message: unknown, sender: RawSender) => Promise<unknown> | undefined,
): AnalysisService {
  const { id } = browser.runtime;
  const sender: RawSender = { id, url: browser.runtime.getURL('') };
  const analysis = createAnalysisService({
    createWorker,
    askBackground: async (message) => answer(message, sender),
    self: id,
    now: Date.now,
    battery: navigator,
  });
  browser.runtime.onConnect.addListener((port) => {
    if (!giveTicks(port as TicksPort, id)) analysis.connected(port as FramesPort);
  });
  return analysis;
}
