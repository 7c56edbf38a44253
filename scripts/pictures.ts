/**
 * `npm run pictures`: the pictures for the stores (1280 x 800) and the moving one of the README, taken from the real
 * product in a real browser. Needs a build. The face is the public-domain portrait of the demo; the history is made up.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import sharp from 'sharp';
import { DEFAULT_SETTINGS } from '../src/shared/settings/schema';
import { calls } from '../tests/e2e/support/year';
import { startCallServer } from './lib/call-server.mjs';
import { ALLOW_CAMERA, cameraArgs } from './lib/camera.mjs';
import { cachedClip } from './lib/clip.mjs';
import { launchBrowser } from './lib/launch.mjs';
import { animate, keepFrames, type ScreenFrame } from './lib/moving-picture.mjs';
import { askBackground, askCall, openPopup, skipTour, sleep, tabOf } from './lib/remote.mjs';

const SIZE = { width: 1280, height: 800 };
const OUT = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
/** A dark lens, then a smile: nobody but the astronaut is seen. */
const CLIP = [
  { show: [], seconds: 2 },
  { show: ['happy'], seconds: 6 },
];
/** The moving picture: seconds before (it begins with the smile, not with a dark lens) and after the emoji comes up, its width, and its largest size. */
const BEFORE = 0.7;
const AFTER = 3;
const WIDTH = 720;
const MOST_BYTES = 1_000_000;
/** The outputs of the call: emoji in the video. */
const SEEN_BY_OTHERS = { ...DEFAULT_SETTINGS.outputs, video: true };
/** The popup as it hangs below the toolbar. */
const POPUP = { width: 360, top: 0, right: 24 };

/** Asks again and again until there is an answer. */
async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const seen = await look();
    if (seen) return seen;
    await sleep(200);
  }
  throw new Error(`waited in vain until ${what}`);
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await sleep(300);
  await saveStore(name, Buffer.from(await page.screenshot()));
}

/** Stores take JPEG; whatever the screen's scale was, the size is theirs. */
async function saveStore(name: string, picture: Buffer): Promise<void> {
  const file = join(OUT, 'store', `${name}.jpg`);
  await sharp(picture)
    .resize(SIZE.width, SIZE.height, { fit: 'cover', position: 'top' })
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4', mozjpeg: true })
    .toFile(file);
  console.log(file);
}

async function openPage(browser: Browser, id: string, path: string, scheme: 'light' | 'dark'): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport(SIZE);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(`chrome-extension://${id}/${path}`);
  return page;
}

async function fill(popup: Page): Promise<void> {
  await askBackground(popup, { type: 'change-settings', patch: { retentionDays: 0 } });
  const spans = calls(Date.now(), 120, 60);
  const batch = crypto.randomUUID();
  await askBackground(popup, { type: 'import-part', batch, index: 0, last: true, spans, titles: {} });
}

/** The call while an emoji comes up: one picture, and the moving one. */
async function callPictures(page: Page, popup: Page, tab: number): Promise<Buffer> {
  await page.bringToFront();
  const session = await page.createCDPSession();
  const frames: ScreenFrame[] = [];
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ time: (metadata.timestamp ?? 0) * 1000, picture: Buffer.from(data, 'base64') });
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  const newest = async (): Promise<number> =>
    ((await askCall(popup, tab, 'snapshot'))?.reactions?.[0]?.time as number | undefined) ?? 0;
  const before = await newest();
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 92, everyNthFrame: 2 });
  const time = await until('a reaction comes', async () => {
    const now = await newest();
    return now > before && now;
  });
  await sleep(AFTER * 1000 + 500);
  await session.send('Page.stopScreencast');
  const kept = keepFrames(frames, time - BEFORE * 1000, time + AFTER * 1000);
  const moving = await animate(kept, WIDTH, MOST_BYTES);
  await writeFile(join(OUT, 'demo.webp'), moving);
  console.log(`${join(OUT, 'demo.webp')}: ${kept.length} pictures, ${moving.length} bytes`);
  // The emoji is up and large half a second after it began.
  const shown = frames.find((frame) => frame.time > time + 700) ?? frames.at(-1)!;
  return shown.picture;
}

/** The call while the fox takes the face's place. */
async function avatarPicture(page: Page, popup: Page, tab: number): Promise<void> {
  const avatar = { ...DEFAULT_SETTINGS.avatar, figure: 'fox' } as const;
  const outputs = { ...SEEN_BY_OTHERS, mask: 'blur' } as const;
  await askBackground(popup, { type: 'change-settings', patch: { avatar, outputs } });
  await page.bringToFront();
  const sees = (what: string) =>
    until(`others see ${what}`, async () => (await askCall(popup, tab, 'snapshot'))?.othersSee === what);
  // From the dark lens on, so that the smile lasts for the picture.
  await sees('blurred');
  await sees('avatar');
  await sleep(2500);
  await shoot(page, '6-avatar');
  await askBackground(popup, { type: 'change-settings', patch: { outputs: DEFAULT_SETTINGS.outputs } });
}

async function main(): Promise<void> {
  await mkdir(join(OUT, 'store'), { recursive: true });
  const clip = await cachedClip(CLIP, 'pictures-clip');
  const server = await startCallServer();
  const { browser, extensionId } = await launchBrowser({
    args: [`--window-size=${SIZE.width},${SIZE.height}`, ALLOW_CAMERA, ...cameraArgs(clip)],
  });
  try {
    const id = extensionId!;
    const popup = await openPopup(browser, id);
    await fill(popup);
    await skipTour(popup);
    await askBackground(popup, { type: 'change-settings', patch: { site: { host: 'localhost', on: true } } });
    await askBackground(popup, { type: 'change-settings', patch: { autoReactions: true } });
    // Others see the emoji, too: that is what people want to know first.
    await askBackground(popup, { type: 'change-settings', patch: { outputs: SEEN_BY_OTHERS } });
    const page = await browser.newPage();
    await page.setViewport(SIZE);
    const url = `${server.url}?auto=1`;
    await page.goto(url);
    const tab = await tabOf(popup, url);
    console.log('Waiting for the call to be analysed.');
    await until('the call is analysed', async () => (await askCall(popup, tab, 'snapshot'))?.load);
    const call = await callPictures(page, popup, tab);
    await saveStore('1-call', call);

    const small = await openPopup(browser, id, tab);
    await small.setViewport({ width: POPUP.width, height: SIZE.height });
    await small.waitForSelector('[data-testid="reactions"] li');
    // From the dark lens on, so that the popup shows the face that is there.
    for (const kind of ['no-face', 'watching'])
      await until(
        `the call is ${kind}`,
        async () => (await askCall(popup, tab, 'snapshot'))?.state.kind === kind,
      );
    await sleep(2500);
    const card = Buffer.from(await small.screenshot());
    await small.close();
    const left = SIZE.width - POPUP.width - POPUP.right;
    const behind = await sharp(call)
      .resize(SIZE.width, SIZE.height, { fit: 'cover', position: 'top' })
      .toBuffer();
    await saveStore(
      '2-popup',
      await sharp(behind)
        .composite([{ input: card, top: POPUP.top, left }])
        .png()
        .toBuffer(),
    );
    await avatarPicture(page, popup, tab);
    await page.close();

    const tryIt = await openPage(browser, id, 'try-it.html', 'light');
    await tryIt.waitForSelector('[data-testid="networks"][data-kind="ready"]', { timeout: 120_000 });
    await tryIt.click('[data-testid="camera"]');
    await tryIt.waitForSelector('[data-testid="expression"][data-expression="happy"]', { timeout: 120_000 });
    await sleep(2500);
    await shoot(tryIt, '3-try-it');
    await tryIt.close();

    const dashboard = await openPage(browser, id, 'dashboard.html', 'dark');
    await dashboard.waitForSelector('[data-testid="trend"]');
    await shoot(dashboard, '4-dashboard');
    await dashboard.close();

    const options = await openPage(browser, id, 'options.html', 'light');
    await options.waitForSelector('[data-ready="true"]');
    await shoot(options, '5-settings');
  } finally {
    await browser.close();
    await server.close();
  }
}

await main();
