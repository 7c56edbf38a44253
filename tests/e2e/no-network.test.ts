import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { openPopup } from '../../scripts/lib/remote.mjs';
import { type Harness, launch, waitUntil } from './harness';
import { loggedRequests, recordTraffic, type Traffic } from './traffic';

/** Where a request may go: the call page on this machine, and the extension's own files. */
const isLocal = (url: string) => /^(http:\/\/localhost:\d+\/|chrome-extension:\/\/)/.test(url);

describe('network traffic', () => {
  let harness: Harness;
  let traffic: Traffic;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emojigen-net-'));
    const clip = await cachedClip(QUICK, 'quick');
    harness = await launch({ clip, args: [`--log-net-log=${join(folder, 'net.json')}`], own: true });
    traffic = await recordTraffic(harness.browser);
    await harness.setSite(true);
    await harness.setAuto(true);
  });
  afterAll(async () => {
    await harness?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('stays on this machine while the whole job is done', async () => {
    const call = await harness.openCall();
    await waitUntil('a reaction appears', async () => (await harness.snapshot(call))?.reactions.length);
    await waitUntil('a span is kept', async () => (await harness.spans()).length);
    const popup = await openPopup(harness.browser, harness.extensionId, call.tab);
    await popup.waitForSelector('[data-testid="spans"] li');

    expect(traffic.urls().filter((url) => !isLocal(url))).toEqual([]);
    // That the recorder hears every context: the page, the popup, the document and worker with the networks.
    const urls = traffic.urls().join('\n');
    expect(urls).toMatch(/http:\/\/localhost:\d+\/call\.js/);
    expect(urls).toMatch(/chrome-extension:\/\/\w+\/popup\.html/);
    expect(urls).toMatch(/chrome-extension:\/\/\w+\/offscreen\.html/);
    expect(urls).toMatch(/chrome-extension:\/\/\w+\/models\/face\/face-mesh\.json/);
    expect(traffic.kinds()).toEqual(expect.arrayContaining(['page', 'service_worker', 'worker']));
  });

  it("is no other in Chromium's own log", async () => {
    await harness.browser.close();
    // What the browser asks for by itself (its updates, the time) has no page or extension as its initiator.
    const asked = loggedRequests(await readFile(join(folder, 'net.json'), 'utf8'));
    const ours = asked.filter(({ initiator }) => initiator !== null).map(({ url }) => url);
    expect(ours.filter(isLocal)).not.toEqual([]);
    expect(ours.filter((url) => !isLocal(url))).toEqual([]);
  });
});
