/** One worker with the networks, one server per connected call: in Chrome's offscreen document or Firefox's background page. */

import { usesAvatar } from '../../shared/avatar/choice';
import type { ToBackground } from '../../shared/messages/background';
import { callIdOf } from '../../shared/messages/frames';
import { parseBaseline } from '../../shared/settings/baseline-sample';
import { hostOf } from '../../shared/settings/host';
import { parseSettings } from '../../shared/settings/migrations';
import { type BackendChoice, DEFAULT_SETTINGS, type Settings } from '../../shared/settings/schema';
import type { Span } from '../../shared/types';
import type { Conditions } from '../scheduling/plan';
import { watchBattery } from './battery';
import { type CallPort, type CallServer, createCallServer } from './call-server';
import { createInferenceClient, type InferenceClient } from './client';
import { createSupervisedClient } from './worker-supervisor';

/** After this long without a call the networks' memory is freed. Milliseconds. */
const IDLE = 60_000;

/** The part of `runtime.Port` that is used. */
export interface FramesPort extends CallPort {
  readonly name: string;
  readonly sender?:
    | {
        readonly id?: string | undefined;
        readonly url?: string | undefined;
        readonly tab?:
          | { readonly url?: string | undefined; readonly incognito?: boolean | undefined }
          | undefined;
      }
    | undefined;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  disconnect(): void;
}

export interface AnalysisEdges {
  createWorker(): Worker;
  askBackground(message: ToBackground): Promise<unknown>;
  /** This extension's id: ports of other extensions are refused. */
  readonly self: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The browser's battery API, if it has one. */
  readonly battery: Parameters<typeof watchBattery>[0];
  /** Called after a while without calls. If missing, the worker is stopped until the next call. */
  onIdle?(): void;
}

export interface AnalysisService {
  connected(port: FramesPort): void;
  /** Takes unchecked values. */
  settingsChanged(settings: unknown, baseline: unknown): void;
  /** Memory that the networks hold; null if none are loaded. */
  readonly figures: InferenceClient['figures'];
}

/** Loads the networks at once if it can close itself when idle (`onIdle`), otherwise for the first call. */
export function createAnalysisService(edges: AnalysisEdges): AnalysisService {
  const { createWorker, askBackground, self, now, onIdle } = edges;
  const calls = new Set<CallServer>();
  let settings: Settings = DEFAULT_SETTINGS;
  let onBattery = false;
  let backend: BackendChoice = 'auto';
  let known = false;
  let loaded = false;
  let idle: ReturnType<typeof setTimeout> | undefined;
  const inference = createSupervisedClient(
    (onState) => createInferenceClient(createWorker, onState),
    (state) => {
      for (const call of calls) call.inferenceChanged(state);
    },
    now,
  );

  function load(): void {
    if (loaded || !known) return;
    loaded = true;
    inference.restart(backend);
  }

  function rest(): void {
    if (onIdle) return onIdle();
    loaded = false;
    inference.dispose();
  }

  function restWhenIdle(): void {
    clearTimeout(idle);
    if (calls.size === 0) idle = setTimeout(rest, IDLE);
  }

  function take(stored: unknown): void {
    settings = parseSettings(stored).settings;
    inference.setReactions(settings.reactions);
  }

  askBackground({ to: 'background', type: 'get-settings' })
    .then((stored) => {
      take(stored);
      backend = settings.backend;
    })
    .catch(console.error)
    .finally(() => {
      known = true;
      if (onIdle || calls.size > 0) load();
    });
  askBackground({ to: 'background', type: 'get-baseline' })
    .then((baseline) => inference.setBaseline(parseBaseline(baseline)))
    .catch(console.error);
  watchBattery(edges.battery, (next) => {
    onBattery = next;
  }).catch(console.warn);
  restWhenIdle();

  return {
    figures: inference.figures,
    connected(port) {
      const callId = callIdOf(port.name);
      const site = hostOf(port.sender?.tab?.url) ?? hostOf(port.sender?.url);
      if (callId === null || site === null || port.sender?.id !== self) return port.disconnect();
      // Nothing of a private window is kept.
      const isPrivate = port.sender?.tab?.incognito === true;
      const call = createCallServer(callId, port, {
        inference,
        now,
        conditions: (): Omit<Conditions, 'pressure'> => ({
          budget: settings.cpuBudget,
          onBattery,
          // A mask must follow the face, and so does a character.
          follow: settings.outputs.mask !== 'off' || settings.avatar.companion,
          rig: usesAvatar(settings.outputs.mask !== 'off', settings.avatar),
        }),
        sharers: () => calls.size,
        saveSpan: (span: Span) => {
          if (isPrivate) return;
          const message = { to: 'background', type: 'span', span, site, callId } as const;
          // If the background dies while it writes, the next message restarts it. Duplicates are dropped.
          askBackground(message)
            .catch(() => askBackground(message))
            .catch(console.error);
        },
        retry: () => inference.restart(backend),
        sayWrong: (mark) => {
          if (isPrivate) return;
          askBackground({ to: 'background', type: 'reaction-wrong', callId, ...mark }).catch(console.error);
        },
      });
      load();
      calls.add(call);
      restWhenIdle();
      port.onMessage.addListener((message) => call.receive(message));
      port.onDisconnect.addListener(() => {
        calls.delete(call);
        call.close();
        restWhenIdle();
      });
      call.inferenceChanged(inference.state);
    },
    settingsChanged(stored, baseline) {
      if (baseline !== undefined) inference.setBaseline(parseBaseline(baseline));
      const { keepHistory } = settings;
      take(stored);
      if (settings.keepHistory !== keepHistory) for (const call of calls) call.forgetOpen();
      if (settings.backend === backend) return;
      backend = settings.backend;
      if (loaded) inference.restart(backend);
    },
  };
}
