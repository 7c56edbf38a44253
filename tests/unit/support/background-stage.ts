/** A router of the background with stand-ins around it. */
import { vi } from 'vitest';
import { createHints, type Hints } from '../../../src/background/hints';
import type { HistoryService } from '../../../src/background/history-service';
import { createLeftCalls } from '../../../src/background/left-calls';
import { createPrivateWindows, type PrivateWindows } from '../../../src/background/private-windows';
import { createRouter, type RouterParts } from '../../../src/background/router';
import { type CallSummary, SUMMARY_BARS } from '../../../src/shared/call-summary';
import { createImageStore } from '../../../src/shared/edges/image-store';
import { createSettingsStore } from '../../../src/shared/edges/settings-store';
import type { History } from '../../../src/shared/history/store';
import type { RawSender, ToBackground } from '../../../src/shared/messages/background';
import type { ReactionEvent, StoredReaction } from '../../../src/shared/reaction-event';
import type { Baseline } from '../../../src/shared/settings/baseline';
import {
  DEFAULT_REACTION_SETTINGS,
  type ReactionSettings,
} from '../../../src/shared/settings/reaction-settings';
import type { StoredSpan } from '../../../src/shared/types';
import { MemoryShelf } from './shelf';

export const SELF = { id: 'abcdefgh', base: 'chrome-extension://abcdefgh/' };
export const PAGE: RawSender = { id: SELF.id, url: `${SELF.base}offscreen.html` };
export const TAB: RawSender = {
  id: SELF.id,
  url: 'https://meet.google.com/abc',
  tab: { id: 7, url: 'https://meet.google.com/abc' },
};
export const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
export const SPAN = { expression: 'sad', start: 1000, duration: 500, confidence: 0.7 } as const;

export const IMAGE = { name: 'cat.gif', dataUrl: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=' };

export const SYNC = { on: false, time: null, problem: null };

export const EVENT: ReactionEvent = {
  ...{ time: 1000, expression: 'happy', emoji: '1f604', how: 'auto', outcome: 'sent', shown: ['card'] },
};
export const FROM_TABS: ToBackground[] = [
  { to: 'background', type: 'ensure-offscreen' },
  { to: 'background', type: 'call-state', state: { kind: 'loading' } },
  { to: 'background', type: 'overlay-moved', x: 0.1, y: 0.2 },
  { to: 'background', type: 'site-off' },
  { to: 'background', type: 'offer-shown' },
  { to: 'background', type: 'offer-answered', on: true },
  { to: 'background', type: 'tour-shown' },
  { to: 'background', type: 'call-over', reactions: 3, smiles: 5 },
  { to: 'background', type: 'summary-unwanted' },
  { to: 'background', type: 'take-left-call' },
  { to: 'background', type: 'reaction-event', callId: CALL, event: EVENT },
];
export const EAGER: ReactionSettings = { ...DEFAULT_REACTION_SETTINGS, sensitivity: 'high' };
export const FROM_PAGES: ToBackground[] = [
  { to: 'background', type: 'get-settings' },
  { to: 'background', type: 'span', span: SPAN, site: 'meet.google.com', callId: CALL },
  { to: 'background', type: 'change-settings', patch: { site: { host: 'meet.google.com', on: true } } },
  { to: 'background', type: 'change-settings', patch: { autoReactions: true } },
  { to: 'background', type: 'change-settings', patch: { backend: 'wasm' } },
  { to: 'background', type: 'get-spans', from: 0, until: 10_000 },
  {
    to: 'background',
    type: 'change-settings',
    patch: { emoji: { set: 'system', skinTone: 'dark', custom: {} } },
  },
  { to: 'background', type: 'change-settings', patch: { reactions: DEFAULT_REACTION_SETTINGS } },
  { to: 'background', type: 'add-image', image: IMAGE },
  { to: 'background', type: 'remove-image', id: 'own-1' },
  { to: 'background', type: 'get-baseline' },
  { to: 'background', type: 'set-baseline', baseline: null },
  { to: 'background', type: 'get-overview' },
  { to: 'background', type: 'delete-all' },
  { to: 'background', type: 'rename-call', callId: CALL, title: 'Weekly' },
  {
    to: 'background',
    type: 'change-settings',
    patch: { outputs: { video: true, mask: 'hold', siteReaction: true } },
  },
  { to: 'background', type: 'site-wanted', host: 'calls.example' },
  { to: 'background', type: 'change-settings', patch: { cpuBudget: 'fast' } },
  { to: 'background', type: 'change-settings', patch: { autoReactions: true } },
  { to: 'background', type: 'get-sync' },
  { to: 'background', type: 'set-sync', on: true },
  { to: 'background', type: 'forget-sync' },
  { to: 'background', type: 'pause-for', minutes: 30 },
];

/** What the stand-ins have been told: new for each test. */
export let kept: StoredSpan[];
export let reactions: StoredReaction[];
export let stored: unknown;
export let storedImages: unknown;
export let parts: RouterParts;
export let privateWindows: PrivateWindows;
export let hints: Hints;
let time = 0;
export const SUMMARY: CallSummary = {
  ...{ duration: 60_000, smiles: 3, smilesPerHour: null, reactions: 4, emoji: ['1f604'] },
  bars: Array.from({ length: SUMMARY_BARS }, () => null),
};
export const KEYS = { pause: 'Alt+Shift+K' };
export let route: ReturnType<typeof createRouter>;

/** A new one: for `beforeEach`. */
export function newRouter(): void {
  kept = [];
  reactions = [];
  stored = undefined;
  storedImages = undefined;
  const history: Pick<History, 'between'> = {
    between: async (from, until) => kept.filter((span) => span.start >= from && span.start < until),
  };
  const historyService: HistoryService = {
    keep: async (span) => void kept.push(span),
    answer: async () => undefined,
    prune: async () => {},
    keepReaction: async (reaction) => void reactions.push(reaction),
    removeWrong: async () => {},
  };
  const settings = createSettingsStore({
    get: async () => stored,
    set: async (value) => {
      stored = value;
    },
    watch: () => () => {},
  });
  let baseline: Baseline | null = null;
  privateWindows = createPrivateWindows(new MemoryShelf());
  hints = createHints(new MemoryShelf());
  parts = {
    self: SELF,
    settings,
    images: createImageStore({
      get: async () => storedImages,
      set: async (value) => {
        storedImages = value;
      },
      watch: () => () => {},
    }),
    baselines: {
      read: async () => baseline,
      write: async (next) => {
        baseline = next;
      },
    },
    history,
    historyService,
    offscreen: { ensure: vi.fn(async () => ({ ok: true as const })) },
    showBadge: vi.fn(async () => {}),
    showSummary: vi.fn(async () => {}),
    tellTab: vi.fn(async () => {}),
    wantSite: vi.fn(),
    sync: {
      state: async () => SYNC,
      setOn: async (on) => ({ ...SYNC, on }),
      forget: async () => SYNC,
      run: async () => {},
    },
    pause: { read: async () => 777, pauseFor: vi.fn(async () => null) },
    callWords: {
      wordsFor: async (language) => (language === 'de' ? { overlay_open: { message: 'Auf' } } : null),
    },
    privateWindows,
    hints,
    keys: async () => KEYS,
    leftCalls: createLeftCalls(() => time),
    feedback: { wrong: vi.fn(async () => {}) },
  };
  route = createRouter(parts);
}

/** The clock goes on. Milliseconds. */
export const pass = (milliseconds: number): void => {
  time += milliseconds;
};

/** The images that are stored. */
export const storeImages = (images: unknown): void => {
  storedImages = images;
};
