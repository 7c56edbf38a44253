/** Settings page, popup and keys, driven as a user would. Screenshots go to PAGES_SHOTS, where it is set. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Target } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground, openPopup } from '../../scripts/lib/remote.mjs';
import type { Baseline } from '../../src/shared/settings/baseline';
import { HOTKEYS } from '../../src/shared/settings/hotkeys';
import type { Settings } from '../../src/shared/settings/schema';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { shoot } from './support/shots';

let harness: Harness;
let shots: string;
const errors: string[] = [];

beforeAll(async () => {
  harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
  shots = process.env.PAGES_SHOTS ?? (await mkdtemp(join(tmpdir(), 'emojigen-controls-')));
});
afterAll(() => harness?.close());

const test = (id: string): string => `[data-testid="${id}"]`;
const text = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? '');
const settings = (): Promise<Settings> => askBackground(harness.popup, { type: 'get-settings' });

function watch(page: Page, name: string): Page {
  page.on('pageerror', (error) => errors.push(`${name}: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${name}: ${message.text()}`);
  });
  return page;
}

describe('the settings page', () => {
  let page: Page;

  it('is the extension’s options page', async () => {
    page = watch(await harness.browser.newPage(), 'options');
    const path = await harness.popup.evaluate(() => chrome.runtime.getManifest().options_ui?.page);
    await page.goto(`chrome-extension://${harness.extensionId}/${path}`);
    await page.waitForSelector('[data-ready="true"]');
    await page.waitForSelector('[data-key="pause"]');
    // None is taken by the browser itself.
    expect(await page.$$eval('[data-key] kbd', (keys) => keys.map((key) => key.textContent))).toEqual(
      HOTKEYS.map(({ keys }) => keys),
    );
    await shoot(page, shots, 'options');
  });

  it('changes settings for all pages, and resets them', async () => {
    await page.click(test('set-autoReactions'));
    await page.click(`${test('set-cpuBudget')} input[value="low"]`);
    await page.click(test('site-meet.google.com'));
    await waitUntil('all is stored', async () => {
      const now = await settings();
      return now.autoReactions && now.cpuBudget === 'low' && now.sites['meet.google.com'] === true;
    });
    await askBackground(harness.popup, { type: 'change-settings', patch: { autoReactions: false } });
    await page.waitForSelector(`${test('set-autoReactions')}[aria-checked="false"]`);
    await page.click(test('reset-all'));
    await page.waitForSelector(test('confirm'));
    await shoot(page, shots, 'options-reset', { wide: 1280 });
    await page.click(test('confirm-yes'));
    await waitUntil('all is reset', async () => {
      const now = await settings();
      return now.cpuBudget === 'balanced' && Object.keys(now.sites).length === 0;
    });
  });

  it('is searched with the keyboard alone', async () => {
    await page.focus(test('search'));
    await page.keyboard.type('battery');
    await waitUntil('one is left', async () => (await text(page, test('found'))) === '1 setting found');
    await shoot(page, shots, 'options-search');
    const isThere = () =>
      page.evaluate(() => document.activeElement?.matches('[data-testid="set-cpuBudget"] input') === true);
    for (let i = 0; i < 8 && !(await isThere()); i++) await page.keyboard.press('Tab');
    expect(await isThere()).toBe(true);
    await page.keyboard.press('ArrowRight');
    await waitUntil('the next value is stored', async () => (await settings()).cpuBudget === 'fast');
    await page.focus(test('search'));
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await page.keyboard.press('Backspace');
    await page.waitForSelector(test('reset-all'));
  });

  it('syncs settings, and neither sites nor history, once it is asked to', async () => {
    const synced = (): Promise<string[]> =>
      harness.popup.evaluate(async () => Object.keys(await chrome.storage.sync.get(null)));
    expect(await synced()).toEqual([]);
    await harness.setSite(true);
    await harness.setAuto(true);
    expect(await synced()).toEqual([]);
    await page.click(test('set-sync'));
    await page.waitForSelector(`${test('set-sync')}[aria-checked="true"]`);
    await waitUntil('it is synced', async () => (await synced()).length > 0);
    expect(await synced()).toEqual(['setting.autoReactions']);
    // As another browser would.
    await harness.popup.evaluate(() =>
      chrome.storage.sync.set({
        'setting.overlayDetails': { version: 1, time: Date.now(), value: true },
        'setting.sites': { version: 1, time: Date.now(), value: { 'evil.example': true } },
      }),
    );
    await waitUntil('it has come over', async () => (await settings()).overlayDetails);
    expect((await settings()).sites).toEqual({ localhost: true });
    await page.click(test('forget-sync'));
    await page.click(test('confirm-yes'));
    await waitUntil('the copy is gone', async () => !(await synced()).includes('setting.autoReactions'));
    await page.close();
  });
});

describe('in a call', () => {
  let call: Call;
  let popup: Page;
  const overlays = (): Promise<number> =>
    call.page.evaluate(() => document.querySelectorAll('[data-emojigen="overlay"]').length);

  it('shows its last reactions, and takes a wrong one out of everything', async () => {
    await harness.setSite(true);
    await harness.setAuto(true);
    call = await harness.openCall();
    await waitForState(harness, call, 'watching');
    const seen = await waitUntil('there is a reaction', async () => {
      const reactions = (await harness.snapshot(call))?.reactions ?? [];
      return reactions.length > 0 ? reactions : null;
    });
    await call.page.bringToFront();
    popup = watch(await openPopup(harness.browser, harness.extensionId, call.tab), 'popup');
    await popup.waitForSelector(test('wrong'));
    await shoot(popup, shots, 'popup-call', { popup: 360 });
    const { time, expression } = seen.at(-1)!;
    const last = await popup.$$(test('wrong'));
    await last.at(-1)!.click();
    await waitUntil('it is marked', async () => (await harness.snapshot(call))?.reactions.at(-1)?.wrong);
    const baseline = (): Promise<Baseline | null> => askBackground(harness.popup, { type: 'get-baseline' });
    await waitUntil('it was learned from', async () => (await baseline())?.corrections?.[expression]);
    await shoot(popup, shots, 'popup-wrong', { popup: 360 });
    // The smile that it came from ends, and is not kept.
    await waitUntil('a later span is kept', async () =>
      (await harness.spans()).some((span) => span.start > time),
    );
    const kept = await harness.spans();
    const meant = kept.filter(
      (span) => span.expression === expression && span.start <= time && span.start + span.duration >= time,
    );
    expect(meant).toEqual([]);
  });

  it('pauses everywhere for a time, survives a background that is stopped, and resumes', async () => {
    await popup.waitForSelector(test('pause-30'));
    await popup.click(test('pause-30'));
    await waitForState(harness, call, 'paused');
    expect(await text(popup, test('pause-left'))).toMatch(/30 min|29 min/);
    await shoot(popup, shots, 'popup-paused', { popup: 360 });
    await popup.close();
    const isBackground = (target: Target): boolean => target.type() === 'service_worker';
    const background = await harness.browser.waitForTarget(isBackground);
    await (await background.worker())!.close();
    await waitUntil('the background is stopped', () => !harness.browser.targets().includes(background));
    const again = watch(await openPopup(harness.browser, harness.extensionId, call.tab), 'popup');
    await again.waitForSelector(test('pause-left'));
    expect((await harness.snapshot(call))?.state.kind).toBe('paused');
    await again.click(test('resume-all'));
    await waitForState(harness, call, 'watching');
    popup = again;
  });

  it('stays paused where nothing says that the call is over: the camera is closed and the page shows another route', async () => {
    await harness.send(call, 'pause');
    await waitForState(harness, call, 'paused');
    await call.page.evaluate(() => window.__call.setCamera(false));
    await call.page.evaluate(() => history.pushState(null, '', '/chat'));
    // The card goes when the call is taken to be over.
    await waitUntil('the call has faded', async () => (await overlays()) === 0);
    await call.page.evaluate(() => history.pushState(null, '', '/'));
    await call.page.evaluate(() => window.__call.setCamera(true));
    await waitUntil('the card says so', async () => (await overlays()) === 1);
    expect((await harness.snapshot(call))?.state.kind).toBe('paused');
    await harness.send(call, 'resume');
    await waitForState(harness, call, 'watching');
  });

  it('is turned off everywhere by the master switch, and on again', async () => {
    await popup.click(test('master-switch'));
    await waitForState(harness, call, 'off');
    expect(await overlays()).toBe(0);
    expect((await settings()).sites).toMatchObject({ localhost: true });
    await popup.click(test('master-switch'));
    await waitForState(harness, call, 'watching');
    await popup.close();
  });

  it('hides and shows its card, and goes on meanwhile', async () => {
    await waitUntil('the card is there', async () => (await overlays()) === 1);
    await harness.send(call, 'toggle-overlay');
    expect(await overlays()).toBe(0);
    expect((await harness.snapshot(call))?.state.kind).not.toBe('off');
    await harness.send(call, 'toggle-overlay');
    expect(await overlays()).toBe(1);
  });

  it('hears keys from the background, also in another tab', async () => {
    const other = await harness.browser.newPage();
    await other.goto('about:blank');
    await other.bringToFront();
    const press = async (name: string): Promise<void> => {
      const target = await harness.browser.waitForTarget((each) => each.type() === 'service_worker');
      const worker = await target.worker();
      // A key press cannot be made from here; this is what the browser does with it.
      await worker!.evaluate((command) => {
        (chrome.commands.onCommand as unknown as { dispatch(name: string): void }).dispatch(command);
      }, name);
    };
    await press('pause');
    await waitForState(harness, call, 'paused');
    await press('pause');
    await waitForState(harness, call, 'watching');
    await press('toggle-overlay');
    await waitUntil('the card is hidden', async () => (await overlays()) === 0);
    await other.close();
  });
});

describe('all of it', () => {
  it('wrote no errors', () => {
    expect(errors).toEqual([]);
  });
});
