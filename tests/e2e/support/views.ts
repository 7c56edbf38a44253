/** Everything the extension shows on pages of its own, for the tests that look at all of it. */
import type { Page } from 'puppeteer';
import { askBackground } from '../../../scripts/lib/remote.mjs';
import { type Call, type Harness, waitForState } from '../harness';
import { calls } from './year';

export interface View {
  readonly name: string;
  /** In the extension; `{tab}` is the tab of a call. */
  readonly path: string;
  /** There once the page shows what it has to show. */
  readonly ready: string;
  /** What is done first. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Narrowest width it must fit into, CSS pixels; 360 unless told. */
  readonly width?: number;
}

const test = (id: string): string => `[data-testid="${id}"]`;
const click = (selector: string) => (page: Page) =>
  page.waitForSelector(selector).then((found) => found!.click());
const openAll = (page: Page): Promise<void> =>
  page.$$eval('details', (all) => {
    for (const each of all) each.open = true;
  });

/** A new page is one line here. Those that show the call come first: see `openView`. */
export const VIEWS: readonly View[] = [
  { name: 'popup in a call', path: 'popup.html?tab={tab}', ready: test('pause'), prepare: openAll },
  { name: 'diagnostics', path: 'diagnostics.html?tab={tab}', ready: test('copy'), prepare: openAll },
  { name: 'popup', path: 'popup.html', ready: '.card' },
  { name: 'dashboard', path: 'dashboard.html', ready: test('calls'), prepare: openAll },
  { name: 'a question', path: 'dashboard.html', ready: test('calls'), prepare: click(test('delete-all')) },
  { name: 'a call', path: 'dashboard.html', ready: test('calls'), prepare: click(test('call-open')) },
  { name: 'try-it', path: 'try-it.html', ready: test('empty') },
  { name: 'try-it with a photo', path: 'try-it.html', ready: test('empty'), prepare: lookAtSample },
  { name: 'welcome', path: 'welcome.html', ready: test('work') },
  { name: 'welcome, who sees it', path: 'welcome.html', ready: test('work'), prepare: firstAnswer },
  {
    ...{ name: 'welcome, ready', path: 'welcome.html', ready: test('work') },
    prepare: (page) => firstAnswer(page).then(() => click(test('audience-me'))(page)),
  },
  { name: 'settings', path: 'options.html', ready: '[data-testid^="set-"]' },
  { name: 'calibrate', path: 'calibrate.html', ready: `${test('start')}:enabled` },
  { name: 'emoji', path: 'emoji.html', ready: test('reset-all') },
  { name: 'an emoji picker', path: 'emoji.html', ready: '.slot', prepare: click('.slot') },
  { name: 'diagnostics of nothing', path: 'diagnostics.html?tab=0', ready: test('silent') },
];

async function firstAnswer(page: Page): Promise<void> {
  await click(`${test('use-meet.google.com')}:enabled`)(page);
  await page.waitForSelector(test('audience-me'));
}

async function lookAtSample(page: Page): Promise<void> {
  await page.waitForSelector(`${test('networks')}[data-kind="ready"]`, { timeout: 90_000 });
  await page.click(test('sample'));
  await page.waitForSelector(`${test('expression')}[data-expression="happy"]`, { timeout: 90_000 });
  await openAll(page);
}

/** A history to show, and a call that is being read. */
export async function startCall(harness: Harness): Promise<Call> {
  const { popup } = harness;
  await askBackground(popup, { type: 'change-settings', patch: { retentionDays: 0 } });
  const batch = '11111111-1111-4111-8111-111111111111';
  const spans = calls(Date.now(), 40, 40);
  await askBackground(popup, { type: 'import-part', batch, index: 0, last: true, spans, titles: {} });
  await harness.setSite(true);
  await harness.setAuto(true);
  await harness.setOutputs({ mask: 'blur' });
  const call = await harness.openCall();
  await waitForState(harness, call, 'watching');
  return call;
}

/** Calls that are over. */
const left = new WeakSet<Call>();

/**
 * Opens a view and waits until it shows what it has to show. The first one that shows nothing of the call ends it: a
 * call that goes on makes everything else twice as slow.
 */
export async function openView(harness: Harness, call: Call, view: View): Promise<Page> {
  if (!view.path.includes('{tab}') && !left.has(call)) {
    left.add(call);
    await call.page.evaluate(() => window.__call.leave());
  }
  const page = await harness.browser.newPage();
  const path = view.path.replace('{tab}', String(call.tab));
  await page.goto(`chrome-extension://${harness.extensionId}/${path}`);
  await page.waitForSelector(view.ready, { timeout: 90_000 });
  await view.prepare?.(page);
  return page;
}

/** Lets the page's own world see the overlay, whose shadow root is closed. */
export async function revealOverlay(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const find = (node: typeof root): typeof root | undefined =>
    node.attributes?.includes('data-emojigen')
      ? node
      : (node.children ?? []).map(find).find((each) => each !== undefined);
  const host = find(root);
  const [shadow] = host?.shadowRoots ?? [];
  if (!host || !shadow) throw new Error('The page has no overlay.');
  const object = async (backendNodeId: number) =>
    (await session.send('DOM.resolveNode', { backendNodeId })).object.objectId!;
  await session.send('Runtime.callFunctionOn', {
    objectId: await object(host.backendNodeId),
    functionDeclaration: `function (root) { Object.defineProperty(this, 'shadowRoot', { value: root }); }`,
    arguments: [{ objectId: await object(shadow.backendNodeId) }],
  });
  await session.detach();
}

/** Presses what `selector` names in a revealed overlay as a person does: the card takes nothing else. */
export async function pressRevealed(page: Page, selector: string): Promise<void> {
  const { x, y } = await page.evaluate((wanted) => {
    const root = document.querySelector('[data-emojigen]')!.shadowRoot!;
    const { left, top, width, height } = root.querySelector(wanted)!.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, selector);
  await page.mouse.click(x, y);
}
