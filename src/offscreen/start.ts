/** The offscreen document: one set of networks in a worker, one server per connected call. */
import { browser } from 'wxt/browser';
import type { Conditions } from '../budget/plan';
import { createInferenceClient } from '../inference/client';
import { createKeptClient } from '../inference/keeper';
import type { AskMemory, SettingsChanged, ToBackground } from '../messages/background';
import { callIdOf } from '../messages/frames';
import { hostOf } from '../settings/host';
import { parseSettings } from '../settings/migrations';
import { type BackendChoice, DEFAULT_SETTINGS, type Settings } from '../settings/schema';
import { parseBaseline } from '../temporal/baseline-sample';
import type { Span } from '../types';
import { watchBattery } from './battery';
import { type CallServer, createCallServer } from './call-server';

/** Without a call for this long the document closes itself and frees the networks' memory. Milliseconds. */
const IDLE = 60_000;

const toBackground = (message: ToBackground): Promise<unknown> => browser.runtime.sendMessage(message);

const isOwnPage = ({ id, url }: { readonly id?: string; readonly url?: string }): boolean =>
  id === browser.runtime.id && url?.startsWith(browser.runtime.getURL('')) === true;

export function startAnalysis(createWorker: () => Worker): void {
  const calls = new Set<CallServer>();
  let backend: BackendChoice = 'auto';
  let settings: Settings = DEFAULT_SETTINGS;
  let onBattery = false;
  let idle: ReturnType<typeof setTimeout> | undefined;
  const inference = createKeptClient(
    (onState) => createInferenceClient(createWorker, onState),
    (state) => {
      for (const call of calls) call.inferenceChanged(state);
    },
    Date.now,
  );

  function closeWhenIdle(): void {
    clearTimeout(idle);
    if (calls.size === 0) idle = setTimeout(() => window.close(), IDLE);
  }

  browser.runtime.onConnect.addListener((port) => {
    const callId = callIdOf(port.name);
    const site = hostOf(port.sender?.tab?.url) ?? hostOf(port.sender?.url);
    if (callId === null || site === null || port.sender?.id !== browser.runtime.id) return port.disconnect();
    const call = createCallServer(callId, port, {
      inference,
      now: Date.now,
      conditions: (): Omit<Conditions, 'pressure'> => ({
        budget: settings.cpuBudget,
        onBattery,
        // A mask must follow the face.
        follow: settings.outputs.mask !== 'off',
      }),
      sharers: () => calls.size,
      saveSpan: (span: Span) => {
        toBackground({ to: 'background', type: 'span', span, site, callId }).catch(console.error);
      },
      retry: () => inference.restart(backend),
    });
    calls.add(call);
    closeWhenIdle();
    port.onMessage.addListener((message) => call.receive(message));
    port.onDisconnect.addListener(() => {
      calls.delete(call);
      call.close();
      closeWhenIdle();
    });
    call.inferenceChanged(inference.state);
  });

  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    const changed = message as SettingsChanged | AskMemory | null;
    if (changed?.to !== 'offscreen') return undefined;
    if (changed.type === 'memory' && isOwnPage(sender)) return inference.figures();
    if (changed.type !== 'settings') return undefined;
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return undefined;
    if (changed.baseline !== undefined) inference.setBaseline(parseBaseline(changed.baseline));
    settings = parseSettings(changed.settings).settings;
    if (settings.backend !== backend) {
      backend = settings.backend;
      inference.restart(backend);
    }
    return undefined;
  });

  toBackground({ to: 'background', type: 'get-settings' })
    .then((stored) => {
      settings = parseSettings(stored).settings;
      backend = settings.backend;
    })
    .catch(console.error)
    .finally(() => inference.restart(backend));
  toBackground({ to: 'background', type: 'get-baseline' })
    .then((baseline) => inference.setBaseline(parseBaseline(baseline)))
    .catch(console.error);
  watchBattery(navigator, (next) => {
    onBattery = next;
  }).catch(console.warn);
  closeWhenIdle();
}
