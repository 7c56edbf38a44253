/** Every page of the extension in each of its states, for pictures. */
import type { Page } from 'puppeteer';
import type { CallSnapshot } from '../../src/shared/messages/call-tab';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings/schema';
import type { StoredSpan } from '../../src/shared/types';
import { calls, reactionsOf } from '../../tests/e2e/support/year';
import type { askBackground } from './remote.mjs';

export interface PageState {
  readonly name: string;
  /** In the extension. */
  readonly path: string;
  /** There once the page shows what it has to show. */
  readonly ready: string;
  /** Whether it is the popup, which has a width of its own. */
  readonly popup?: boolean;
  /** Whether all of it must fit into the popup's 600 pixels. */
  readonly fits?: boolean;
  /** Changes what is stored, before the page opens. */
  readonly seed?: (ask: Ask) => Promise<unknown>;
  /** Runs in the page before its own scripts. */
  readonly fake?: { readonly script: (value: never) => void; readonly value: unknown };
  readonly prepare?: (page: Page) => Promise<unknown>;
}

type Ask = (message: Parameters<typeof askBackground>[1]) => Promise<unknown>;

const test = (id: string): string => `[data-testid="${id}"]`;
const click = (selector: string) => (page: Page) =>
  page.waitForSelector(selector).then((found) => found!.click());
const openAll = (page: Page): Promise<void> =>
  page.$$eval('details', (all) => {
    for (const each of all) each.open = true;
  });

const MEET = { url: 'https://meet.google.com/abc-defg-hij' };
const happy = { expression: 'happy', confidence: 0.9, emoji: '1f604' } as const;
const reactions = [0, 3, 7, 12, 15].map((minutes, i) => ({
  ...happy,
  ...(i === 1 ? { expression: 'surprised' as const, emoji: '1f62e' } : {}),
  time: Date.now() - minutes * 60_000 - 20_000,
}));
const watching: CallSnapshot = {
  state: { kind: 'watching' },
  reactions,
  outgoing: 'ours',
  site: { name: 'Google Meet', reacts: true, problem: null },
  load: { framesPerSecond: 6, millisecondsPerFrame: 31, coreShare: 0.19, backOff: null },
};
const ON = { sites: { 'meet.google.com': true }, autoReactions: true } as const;

interface Faked {
  readonly url: string;
  readonly settings: Settings;
  readonly snapshot: CallSnapshot | null;
}

/** In the page: the tab below the popup and its call are made up. */
function fakeTab({ url, settings, snapshot }: Faked): void {
  const { tabs, storage } = chrome;
  tabs.query = (async () => [{ id: 7, url }]) as never;
  tabs.sendMessage = (async () => snapshot) as never;
  const read = storage.local.get.bind(storage.local) as (keys: unknown) => Promise<Record<string, unknown>>;
  storage.local.get = (async (keys: unknown) => ({
    ...(await read(keys)),
    ...(JSON.stringify(keys ?? '').includes('settings') ? { settings } : {}),
  })) as never;
}

function popup(
  name: string,
  url: string,
  settings: Partial<Settings> = {},
  snapshot: CallSnapshot | null = null,
): PageState {
  const value: Faked = { url, settings: { ...DEFAULT_SETTINGS, ...settings }, snapshot };
  const fake = { script: fakeTab as (value: never) => void, value };
  return { name: `popup-${name}`, path: 'popup.html', ready: '.card', popup: true, fits: true, fake };
}

/** In the page: the browser has lost a part of the history. */
function fakeLoss(): void {
  const send = chrome.runtime.sendMessage.bind(chrome.runtime) as (message: unknown) => Promise<object>;
  chrome.runtime.sendMessage = (async (message: { type?: string }) => {
    const answer = await send(message);
    if (message.type !== 'get-storage') return answer;
    return { ...answer, loss: { time: Date.now() - 3_600_000, rows: 1284 } };
  }) as never;
}

const state = (more: Partial<CallSnapshot>): CallSnapshot => ({ ...watching, ...more });
const ALL = { ...DEFAULT_SETTINGS.outputs, video: true, siteReaction: true };

async function keep(ask: Ask, spans: StoredSpan[], count: number): Promise<void> {
  await ask({ type: 'change-settings', patch: { retentionDays: 0 } });
  const part = { batch: crypto.randomUUID(), index: 0, last: true, spans, titles: {} };
  await ask({ type: 'import-part', ...part, reactions: reactionsOf(spans, count) });
}

/** Made-up calls of some weeks. */
const fill = (ask: Ask): Promise<void> => keep(ask, calls(Date.now(), 75, 60), 300);

/** The newest of them only: the first call of a new user. */
function fillOne(ask: Ask): Promise<void> {
  const spans = calls(Date.now(), 7, 60);
  return keep(
    ask,
    spans.filter(({ callId }) => callId === spans.at(-1)!.callId),
    4,
  );
}

const page = (name: string, path: string, ready: string, more: Partial<PageState> = {}): PageState => ({
  ...{ name, path, ready },
  ...more,
});

async function answerSite(shown: Page): Promise<void> {
  await click(`${test('use-meet.google.com')}:enabled`)(shown);
  await shown.waitForSelector(test('audience-me'));
}

/** In order: what is stored stays for those that follow. */
export const STATES: readonly PageState[] = [
  page('welcome-1', 'welcome.html', test('welcome')),
  page('welcome-2', 'welcome.html', test('welcome'), { prepare: answerSite }),
  page('welcome-3', 'welcome.html', test('welcome'), {
    prepare: async (shown) => {
      await answerSite(shown);
      await click(test('audience-me'))(shown);
      await shown.waitForSelector(test('open-call'));
    },
  }),
  page('dashboard-empty', 'dashboard.html', test('empty')),
  page('dashboard-one-call', 'dashboard.html', test('calls'), { seed: fillOne }),
  popup('other', 'chrome://newtab/'),
  popup('new-site', 'https://news.example/today', { sites: { 'app.zoom.us': true } }),
  popup('off', MEET.url),
  popup('reload', MEET.url, ON),
  popup('waiting', MEET.url, ON, state({ state: { kind: 'waiting' }, reactions: [], load: null })),
  popup('call-quiet', MEET.url, { ...ON, autoReactions: false }, state({ reactions: [] })),
  popup('call', MEET.url, { ...ON, outputs: ALL }, watching),
  popup('call-mask', MEET.url, { ...ON, outputs: { ...ALL, mask: 'blur' } }, state({ outgoing: 'camera' })),
  popup(
    'call-problem',
    MEET.url,
    { ...ON, outputs: ALL },
    state({
      state: { kind: 'unclear', reason: 'dark' },
      site: { name: 'Google Meet', reacts: true, problem: 'Google Meet’s reaction button was not found.' },
    }),
  ),
  popup('question', MEET.url, { ...ON, outputs: ALL }, state({ asked: reactions[0]! })),
  popup('paused', MEET.url, ON, state({ state: { kind: 'paused' } })),
  popup('camera-off', MEET.url, ON, state({ state: { kind: 'camera-off' } })),
  popup('error', MEET.url, ON, state({ state: { kind: 'error', message: 'The network is damaged.' } })),
  popup('everywhere-off', MEET.url, { ...ON, enabled: false }),
  { ...popup('more', MEET.url, { ...ON, outputs: ALL }, watching), fits: false, prepare: openAll },
  page('dashboard', 'dashboard.html', test('calls'), { seed: fill }),
  page('dashboard-call', 'dashboard.html', test('calls'), {
    prepare: async (shown) => {
      await click(test('call-open'))(shown);
      await shown.waitForSelector(test('timeline'));
    },
  }),
  page('dashboard-loss', 'dashboard.html', test('loss'), {
    fake: { script: fakeLoss as (value: never) => void, value: null },
  }),
  page('dashboard-question', 'dashboard.html', test('calls'), { prepare: click(test('delete-all')) }),
  page('options', 'options.html', '[data-testid^="set-"]'),
  page('emoji', 'emoji.html', test('reset-all')),
  page('emoji-picker', 'emoji.html', '.slot', { prepare: click('.slot') }),
  page('calibrate', 'calibrate.html', test('start')),
  page('try-it', 'try-it.html', test('empty')),
  page('options-chosen-dark', 'options.html', '[data-testid^="set-"]', {
    seed: (ask) => ask({ type: 'change-settings', patch: { theme: 'dark' } }),
  }),
  page('diagnostics-empty', 'diagnostics.html?tab=0', test('silent')),
];
