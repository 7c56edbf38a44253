import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground } from '../../scripts/lib/remote.mjs';
import { WAITS } from '../../src/call/reactions/reactions';
import { DEFAULT_REACTION_SETTINGS } from '../../src/shared/settings/reaction-settings';
import { type Call, type Harness, launch, waitUntil } from './harness';
import { overlayButton, pressInOverlay } from './overlay-eye';
import { violations } from './support/axe';
import { revealOverlay } from './support/views';

const YES = 'Send the reaction: Happy';

describe('a smile that the user wants to be asked about', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
    const modes = { ...DEFAULT_REACTION_SETTINGS.modes, happy: 'ask', surprised: 'never' } as const;
    await askBackground(harness.popup, {
      type: 'change-settings',
      patch: { reactions: { ...DEFAULT_REACTION_SETTINGS, modes } },
    });
    await harness.setSite(true);
    await harness.setAuto(true);
    await harness.setOutputs({ video: true });
    call = await harness.openCall();
    // What reaches the page of the keys that are pressed.
    await call.page.evaluate(() => {
      const seen = (window as unknown as { keys: string[] }).keys ?? [];
      (window as unknown as { keys: string[] }).keys = seen;
      document.addEventListener('keydown', (event) => seen.push(event.key), true);
    });
  });
  afterAll(() => harness?.close());

  const asked = () =>
    waitUntil('the question comes', async () => {
      const place = await overlayButton(call.page, YES);
      return place && (await harness.snapshot(call))?.asked;
    });
  const gone = () =>
    waitUntil('the question is gone', async () => (await harness.snapshot(call))?.asked === undefined);
  const sent = async () => (await harness.snapshot(call))?.reactions.length ?? 0;
  const keys = () => call.page.evaluate(() => (window as unknown as { keys: string[] }).keys);

  it('is asked about, and without an answer nothing is sent', async () => {
    const question = await asked();
    expect(question).toMatchObject({ expression: 'happy', slot: expect.stringMatching(/^happy\./) });
    expect(WAITS).toBeLessThan(10_000);
    await revealOverlay(call.page);
    expect(await violations(call.page, '[data-emojigen]')).toEqual([]);
    await gone();
    expect(await sent()).toBe(0);
  });

  it('is refused with the Escape key, which the page gets as ever', async () => {
    await asked();
    await call.page.keyboard.press('Escape');
    await gone();
    expect(await sent()).toBe(0);
    expect(await keys()).toEqual(['Escape']);
  });

  it('leaves the Escape key to the page where nothing is asked', async () => {
    await gone();
    await askBackground(harness.popup, { type: 'change-settings', patch: { autoReactions: false } });
    await call.page.keyboard.press('Escape');
    await waitUntil('the page has the key', async () => (await keys()).includes('Escape'));
    await askBackground(harness.popup, { type: 'change-settings', patch: { autoReactions: true } });
  });

  it('is sent by a click', async () => {
    await waitUntil('the click has arrived', async () => {
      await asked();
      await pressInOverlay(call.page, YES).catch(() => {});
      return (await sent()) === 1;
    });
    await gone();
  });

  it('is asked by the toolbar button where the card is hidden, and the page sees nothing of it', async () => {
    await harness.send(call, 'toggle-overlay');
    const host = () => call.page.evaluate(() => document.querySelector('[data-emojigen]') !== null);
    expect(await host()).toBe(false);
    await waitUntil('the button asks', async () => (await harness.badge(call)).endsWith('?'));
    expect(await host()).toBe(false);
    const before = await sent();
    await waitUntil('yes by the key', async () => {
      if ((await harness.snapshot(call))?.asked) await harness.send(call, 'send-now');
      return (await sent()) > before;
    });
    await waitUntil('the button is as ever', async () => (await harness.badge(call)) === 'ON');
    expect(await host()).toBe(false);
    await harness.send(call, 'toggle-overlay');
  });

  it('is refused and sent by command', async () => {
    await asked();
    await harness.send(call, 'cancel');
    await gone();
    const before = await sent();
    await asked();
    await harness.send(call, 'send-now');
    await gone();
    expect(await sent()).toBe(before + 1);
  });
});
