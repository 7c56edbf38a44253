import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMjpeg } from '../../scripts/eval/mjpeg';
import { cachedClip } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { violations } from './support/axe';
import { revealOverlay } from './support/views';

/** The smile of the demo in a room with hardly any light. */
async function dimClip(folder: string): Promise<string> {
  const bright = await readMjpeg(await cachedClip([{ show: ['happy'], seconds: 1 }], 'smile-clip'));
  const dim = await Promise.all(
    bright.map((picture) =>
      sharp(picture).linear(0.08, 0).jpeg({ quality: 95, chromaSubsampling: '4:2:0' }).toBuffer(),
    ),
  );
  const file = join(folder, 'dim.mjpeg');
  await writeFile(file, Buffer.concat(dim));
  return file;
}

describe('a call in the dark', () => {
  let folder: string;
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emojigen-'));
    harness = await launch({ clip: await dimClip(folder) });
    await harness.setSite(true);
    await harness.setAuto(true);
    call = await harness.openCall();
  });
  afterAll(async () => {
    await harness?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('says that it is too dark, in the call and on the toolbar, and reacts to nothing', async () => {
    const { state } = await waitForState(harness, call, 'unclear');
    expect(state).toEqual({ kind: 'unclear', reason: 'dark' });
    await waitUntil('the badge asks', async () => (await harness.badge(call)) === '?');
    const snapshot = await waitUntil('frames are analysed', async () => {
      const now = await harness.snapshot(call);
      return (now?.load?.framesPerSecond ?? 0) > 0 ? now : null;
    });
    expect(snapshot.reactions).toEqual([]);
    await revealOverlay(call.page);
    expect(await violations(call.page, '[data-emojigen]')).toEqual([]);
  });
});
