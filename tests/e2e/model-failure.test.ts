import { copyFile, cp, mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { openPopup } from '../../scripts/lib/remote.mjs';
import { EXTENSION } from '../../scripts/lib/toolchain.mjs';
import { type Call, type Harness, launch, waitForNewPictures, waitForState, waitUntil } from './harness';
import { violations } from './support/axe';
import { revealOverlay } from './support/views';

describe('a missing or damaged model file', () => {
  let extension: string;
  let harness: Harness | undefined;

  beforeEach(async () => {
    extension = await mkdtemp(join(tmpdir(), 'emojigen-'));
    await cp(EXTENSION, extension, { recursive: true });
  });
  afterEach(async () => {
    await harness?.close();
    harness = undefined;
    await rm(extension, { recursive: true, force: true });
  });

  async function start(): Promise<Harness> {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), extension });
    await harness.setSite(true);
    await harness.setAuto(true);
    return harness;
  }

  const restore = (file: string) => copyFile(join(EXTENSION, file), join(extension, file));

  /** The message that the user reads, checked for being meant for one. */
  async function expectReadableError(running: Harness, call: Call): Promise<void> {
    const { state } = await waitForState(running, call, 'error');
    const message = state.kind === 'error' ? state.message : '';
    expect(message).toMatch(/^[A-Z].* .*\S$/);
    expect(message).not.toMatch(/undefined|\[object|\bat .*:\d+|TypeError|chrome-extension:/);
    const popup = await openPopup(running.browser, running.extensionId, call.tab);
    try {
      await popup.waitForSelector('[data-testid="state"][data-tone="error"]');
      expect(await popup.$eval('[data-testid="state"]', (element) => element.textContent)).toContain(message);
      await popup.waitForSelector('[data-testid="retry"]');
    } finally {
      await popup.close();
    }
    await waitUntil('the badge warns', async () => (await running.badge(call)) === '!');
  }

  it('cut-off weights of the expression network: says so, the call plays, retry helps', async () => {
    const weights = (await readdir(join(extension, 'models/emotion'))).filter((name) =>
      name.endsWith('.bin'),
    );
    expect(weights).not.toHaveLength(0);
    const file = join('models/emotion', weights[0]!);
    await truncate(join(extension, file), 1000);
    const running = await start();
    const call = await running.openCall();
    await expectReadableError(running, call);
    await waitForNewPictures(call);
    await revealOverlay(call.page);
    expect(await violations(call.page, '[data-emojigen]')).toEqual([]);
    await restore(file);
    await running.send(call, 'retry');
    await waitForState(running, call, 'watching');
    await waitUntil('a reaction appears', async () => (await running.snapshot(call))?.reactions.length);
  });

  it('a face model that goes missing later: what was kept stays', async () => {
    const file = 'models/face/face-mesh.json';
    const running = await start();
    const first = await running.openCall();
    await waitUntil('a span is kept', async () => (await running.spans()).length > 0);
    await first.page.close();
    await rm(join(extension, file));
    // The networks are loaded anew with the document that holds them.
    await running.popup.evaluate(() => chrome.offscreen.closeDocument().catch(() => {}));
    const kept = await running.spans();

    const call = await running.openCall();
    await expectReadableError(running, call);
    await waitForNewPictures(call);
    expect(await running.spans()).toEqual(expect.arrayContaining([...kept]));
    await restore(file);
    await running.send(call, 'retry');
    await waitForState(running, call, 'watching');
    expect(await running.spans()).toEqual(expect.arrayContaining([...kept]));
  });
});
