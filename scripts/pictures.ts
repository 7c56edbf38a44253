/**
 * `npm run pictures`: the pictures for the stores (1280 x 800) and the moving one of the README, taken from the real
 * product in a real browser. Needs a build. The face is the public-domain portrait of the demo; the history is made up.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import sharp from 'sharp';
import { DEFAULT_SETTINGS } from '../src/shared/settings/schema';
import { calls, reactionsOf } from '../tests/e2e/support/year';
import { startCallServer } from './lib/call-server.mjs';
import { ALLOW_CAMERA, cameraArgs } from './lib/camera.mjs';
import { cachedClip } from './lib/clip.mjs';
import { launchBrowser } from './lib/launch.mjs';
import { animate, keepFrames, oneAfterAnother, type ScreenFrame } from './lib/moving-picture.mjs';
import { askBackground, askCall, openPopup, skipTour, sleep, tabOf } from './lib/remote.mjs';
import {
  PICTURES,
  SOURCES_FILE,
  STORE_PICTURES,
  type StorePictureName,
  sourcesOf,
} from './lib/store-pictures';

interface Film {
  readonly frames: readonly ScreenFrame[];
  readonly best: Buffer;
}

const SIZE = { width: 1280, height: 800 };
/** A dark lens, then a smile: nobody but the astronaut is seen. */
const CLIP = [
  { show: [], seconds: 2 },
  { show: ['happy'], seconds: 6 },
];
/** The moving picture: seconds before (it begins with the smile, not with a dark lens) and after the emoji comes up, its width, and its largest size. */
const BEFORE = 0.7;
const AFTER = 2.6;
const WIDTH = 720;
const MOST_BYTES = 1_000_000;
/** The outputs of the call: emoji in the video. */
const SEEN_BY_OTHERS = { ...DEFAULT_SETTINGS.outputs, video: true };
/** The caption's height, and the picture below it. CSS pixels. */
const CAPTION = 104;
const INNER = { width: ((SIZE.height - CAPTION) * SIZE.width) / SIZE.height, height: SIZE.height - CAPTION };
/** Where the card stands: beside the face, not over the emoji. Fractions of the window. */
const CARD_AT = { x: 0.03, y: 0.56 };
/** The local call, as a call with others in it. */
const OTHERS = [
  { name: 'Mia', colour: '#3b6ea5' },
  { name: 'Tomás', colour: '#7a4f9a' },
  { name: 'Aiko', colour: '#2f8f6b' },
];

/** Asks again and again until there is an answer. */
async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const seen = await look();
    if (seen) return seen;
    await sleep(200);
  }
  throw new Error(`waited in vain until ${what}`);
}

async function shoot(page: Page, name: StorePictureName): Promise<void> {
  await page.bringToFront();
  await sleep(300);
  await saveStore(page.browser(), name, Buffer.from(await page.screenshot()));
}

/** Puts the caption above. Stores take JPEG; whatever the screen's scale was, the size is theirs. */
async function saveStore(browser: Browser, name: StorePictureName, picture: Buffer): Promise<void> {
  const { caption } = STORE_PICTURES.find((each) => each.name === name)!;
  const shown = await sharp(picture)
    .resize(SIZE.width, SIZE.height, { fit: 'cover', position: 'top' })
    .png()
    .toBuffer();
  const page = await browser.newPage();
  await page.setViewport(SIZE);
  await page.setContent(`<!doctype html><style>
    body { margin: 0; height: 100vh; display: grid; grid-template-rows: ${CAPTION}px 1fr; justify-items: center;
      overflow: hidden; background: linear-gradient(160deg, #6d4be0, #4a2fb8); font-family: system-ui, sans-serif; }
    h1 { margin: 0; align-self: center; color: #fff; font-size: 44px; letter-spacing: -0.02em; }
    img { width: ${INNER.width}px; height: ${INNER.height}px; border-radius: 18px 18px 0 0;
      box-shadow: 0 0 50px rgb(0 0 0 / 40%); }
  </style><h1>${caption}</h1><img src="data:image/png;base64,${shown.toString('base64')}">`);
  await page.waitForFunction(() => document.querySelector('img')!.complete);
  const file = join(PICTURES, 'store', `${name}.jpg`);
  await sharp(Buffer.from(await page.screenshot()))
    .resize(SIZE.width, SIZE.height)
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4', mozjpeg: true })
    .toFile(file);
  await page.close();
  console.log(file);
}

/** In the call page: others are there, and nothing says that the call is a local one. */
function furnish(others: typeof OTHERS): void {
  const style = document.head.appendChild(document.createElement('style'));
  style.textContent = `
    main { grid-template: minmax(0, 1fr) / minmax(0, 1fr) 220px; gap: 16px; place-items: stretch; }
    .room { width: 100%; aspect-ratio: auto; }
    .guests { display: grid; gap: 16px; min-height: 0; }
    .guests figure { min-height: 0; }
    .guests figure { display: grid; place-items: center; }
    .guests b { display: grid; place-items: center; width: 84px; height: 84px; border-radius: 50%; font-size: 36px;
      font-weight: 500; }
    #status { display: none; }`;
  document.querySelector('h1')!.textContent = 'Weekly catch-up';
  document.querySelector('#stage figcaption')!.textContent = 'You, as others see you';
  const guests = document.createElement('div');
  guests.className = 'guests';
  for (const { name, colour } of others) {
    const tile = guests.appendChild(document.createElement('figure'));
    const face = tile.appendChild(document.createElement('b'));
    face.textContent = name[0]!;
    face.style.background = colour;
    tile.appendChild(document.createElement('figcaption')).textContent = name;
  }
  document.querySelector('main')!.append(guests);
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
  const part = { batch: crypto.randomUUID(), index: 0, last: true, spans, titles: {} };
  await askBackground(popup, { type: 'import-part', ...part, reactions: reactionsOf(spans, 300) });
}

/** What the screen showed around the next reaction in the call, and the picture in which it is at its largest. */
async function filmReaction(page: Page, popup: Page, tab: number): Promise<Film> {
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
  await session.detach();
  const best = frames.find((frame) => frame.time > time + 700) ?? frames.at(-1)!;
  return { frames: keepFrames(frames, time - BEFORE * 1000, time + AFTER * 1000), best: best.picture };
}

/** The call in which the fox takes the face's place. */
async function filmAvatar(page: Page, popup: Page, tab: number): Promise<Film> {
  const avatar = { ...DEFAULT_SETTINGS.avatar, figure: 'fox' } as const;
  const outputs = { ...SEEN_BY_OTHERS, mask: 'blur' } as const;
  await askBackground(popup, { type: 'change-settings', patch: { avatar, outputs } });
  const sees = (what: string) =>
    until(`others see ${what}`, async () => (await askCall(popup, tab, 'snapshot'))?.othersSee === what);
  // From the dark lens on, so that the film begins with the smile.
  await sees('blurred');
  await sees('avatar');
  const film = await filmReaction(page, popup, tab);
  await askBackground(popup, { type: 'change-settings', patch: { outputs: DEFAULT_SETTINGS.outputs } });
  return film;
}

/** The pictures of the call for the stores, and the moving one of both. */
async function callPictures(page: Page, popup: Page, tab: number): Promise<void> {
  const films = [await filmReaction(page, popup, tab), await filmAvatar(page, popup, tab)] as const;
  const [emoji, fox] = films;
  await saveStore(page.browser(), '1-call', emoji.best);
  await saveStore(page.browser(), '2-avatar', fox.best);
  const kept = oneAfterAnother(films.map(({ frames }) => frames));
  const moving = await animate(kept, WIDTH, MOST_BYTES);
  await writeFile(join(PICTURES, 'demo.webp'), moving);
  console.log(`${join(PICTURES, 'demo.webp')}: ${kept.length} pictures, ${moving.length} bytes`);
}

async function main(): Promise<void> {
  await mkdir(join(PICTURES, 'store'), { recursive: true });
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
    await askBackground(popup, {
      type: 'change-settings',
      patch: { overlayPosition: { localhost: CARD_AT } },
    });
    // Others see the emoji, too: that is what people want to know first.
    await askBackground(popup, { type: 'change-settings', patch: { outputs: SEEN_BY_OTHERS } });
    const page = await browser.newPage();
    await page.setViewport(SIZE);
    const url = `${server.url}?auto=1`;
    await page.goto(url);
    await page.evaluate(furnish, OTHERS);
    const tab = await tabOf(popup, url);
    console.log('Waiting for the call to be analysed.');
    await until('the call is analysed', async () => (await askCall(popup, tab, 'snapshot'))?.load);
    await callPictures(page, popup, tab);
    await page.close();

    const welcome = await openPage(browser, id, 'welcome.html', 'light');
    await welcome.waitForSelector('[data-testid="use-meet.google.com"]:enabled');
    // Not with the mouse, which would stay over one of the choices.
    await welcome.$eval('[data-testid="use-meet.google.com"]:enabled', (button) =>
      (button as HTMLElement).click(),
    );
    await welcome.waitForSelector('[data-testid="audience-me"]');
    await sleep(1500);
    await shoot(welcome, '3-audience');
    await welcome.close();

    const tryIt = await openPage(browser, id, 'try-it.html', 'light');
    await tryIt.waitForSelector('[data-testid="networks"][data-kind="ready"]', { timeout: 120_000 });
    await tryIt.click('[data-testid="camera"]');
    await tryIt.waitForSelector('[data-testid="expression"][data-expression="happy"]', { timeout: 120_000 });
    await sleep(2500);
    await shoot(tryIt, '4-private');
    await tryIt.close();

    const dashboard = await openPage(browser, id, 'dashboard.html', 'dark');
    await dashboard.waitForSelector('[data-testid="trend"]');
    await shoot(dashboard, '5-statistics');
    const taken = Object.fromEntries(STORE_PICTURES.map((picture) => [picture.name, sourcesOf(picture)]));
    await writeFile(SOURCES_FILE, `${JSON.stringify(taken, null, 2)}\n`);
  } finally {
    await browser.close();
    await server.close();
  }
}

await main();
