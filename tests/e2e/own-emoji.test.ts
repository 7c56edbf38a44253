import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession } from 'puppeteer';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, launch, waitUntil } from './harness';

interface DomNode {
  readonly nodeName: string;
  readonly backendNodeId: number;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

const below = (node: DomNode): DomNode[] => [
  node,
  ...[...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap(below),
];

/** The middle pixel of each canvas on the page, closed shadow roots included, as `r,g,b,a`. */
async function middlesOfCanvases(cdp: CDPSession): Promise<string[]> {
  const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
  const canvases = below(root).filter(({ nodeName }) => nodeName === 'CANVAS');
  const colours = canvases.map(async ({ backendNodeId }) => {
    const { object } = await cdp.send('DOM.resolveNode', { backendNodeId });
    const { result } = await cdp.send('Runtime.callFunctionOn', {
      objectId: object.objectId!,
      functionDeclaration: `function () {
        const { width, height } = this;
        return String(this.getContext('2d').getImageData(width >> 1, height >> 1, 1, 1).data);
      }`,
    });
    return String(result.value);
  });
  // A picture may be gone from the page between the two looks.
  return (await Promise.allSettled(colours)).flatMap((each) =>
    each.status === 'fulfilled' ? [each.value] : [],
  );
}

/** The own image's colour, as a canvas gives it. */
const PINK = '238,0,102,255';

/** What a camera may write into a file. */
const SECRET = 'Somebody at home';

describe('the user’s own emoji', () => {
  let harness: Harness;
  let call: Call;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emojigen-own-'));
    const pink = { create: { width: 48, height: 32, channels: 4 as const, background: '#e06' } };
    const secret = {
      IFD0: { Copyright: SECRET },
      IFD3: { GPSLatitude: '52/1 31/1 0/1', GPSLatitudeRef: 'N' },
    };
    const picture = await sharp(pink).withExif(secret).png().toBuffer();
    expect(picture.includes(SECRET)).toBe(true);
    await writeFile(join(folder, 'pink.png'), picture);
    await writeFile(join(folder, 'broken.png'), 'no picture at all');
    const headers = { 'content-security-policy': "default-src 'self'; img-src 'self'; style-src 'self'" };
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), strict: true, headers });
    await harness.setSite(true);
    await harness.setAuto(true);
  });
  afterAll(async () => {
    await harness?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is chosen on its page: an image that decodes, and none that does not', async () => {
    const page = await harness.browser.newPage();
    await page.goto(`chrome-extension://${harness.extensionId}/emoji.html`);
    const input = await page.waitForSelector('input[data-testid="image-file"]');
    await input!.uploadFile(join(folder, 'broken.png'));
    await page.waitForSelector('[data-testid="problem"]');
    await input!.uploadFile(join(folder, 'pink.png'));
    await page.waitForSelector('[data-testid="images"] li');
    const kept = await page.evaluate(async () => (await chrome.storage.local.get('ownImages')).ownImages);
    const [{ dataUrl }] = kept as [{ dataUrl: string }];
    const bytes = Buffer.from(dataUrl.split(',')[1]!, 'base64');
    expect((await sharp(bytes).metadata()).width).toBe(48);
    for (const trace of [SECRET, 'Exif', 'eXIf']) expect(bytes.includes(trace), trace).toBe(false);
    for (const slot of ['happy.slight', 'happy.clear', 'happy.strong']) {
      await page.click(`[data-slot="${slot}"]`);
      await (await page.waitForSelector('.cell[data-value="own-1"]'))!.click();
      await page.waitForSelector(`[data-slot="${slot}"][data-custom="true"]`);
    }
    await page.close();
  });

  it('shows in the call, on a page that allows no data addresses for its own pictures', async () => {
    call = await harness.openCall();
    const reaction = await waitUntil('a happy reaction comes', async () =>
      (await harness.snapshot(call))?.reactions.find(({ expression }) => expression === 'happy'),
    );
    expect(reaction).toMatchObject({ image: 'own-1', slot: expect.stringMatching(/^happy\./) });
    const cdp = await call.page.createCDPSession();
    await waitUntil('the image is on the page', async () => (await middlesOfCanvases(cdp)).includes(PINK));
  });

  it('goes back to the default when its image is removed', async () => {
    const page = await harness.browser.newPage();
    await page.goto(`chrome-extension://${harness.extensionId}/emoji.html`);
    await (await page.waitForSelector('[data-remove="own-1"]'))!.click();
    await page.waitForSelector('[data-slot="happy.clear"][data-custom="false"]');
    await page.close();
    await call.page.bringToFront();
    const newest = await waitUntil('a reaction comes without it', async () => {
      const [first] = (await harness.snapshot(call))?.reactions ?? [];
      return first && first.image === undefined ? first : null;
    });
    expect(['1f642', '1f604', '1f602', '1f929', '1f62f', '1f62e', '1f92f']).toContain(newest.emoji);
  });
});
