/**
 * Pictures of the overlay in every state, for looking at while it is worked on:
 *   node scripts/preview-overlay.mjs [OUT_DIR [LANGUAGE [once]]]
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer';
import sharp from 'sharp';
import { build } from 'vite';
import { findBrowser } from './lib/find-browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const artwork = join(root, 'node_modules/@lobehub/fluent-emoji-3d/assets');
const out = process.argv[2] ?? join(root, '.output/preview');

/** Texts of a language by key, with their values in the order of the English ones. */
async function wordsOf(language) {
  const read = async (name) =>
    JSON.parse(await readFile(join(root, `src/shared/locales/${name}.json`), 'utf8'));
  const [english, own] = [await read('en'), await read(language)];
  const names = (text) => [...String(text?.other ?? text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return Object.fromEntries(
    Object.entries(own).map(([key, text]) => [
      key.replaceAll(/[^A-Za-z0-9]/g, '_'),
      { text: text.other ?? text, names: names(english[key]) },
    ]),
  );
}
const language = process.argv[3] ?? 'en';
/** Only what a user sees once, which is quicker. */
const isOnce = process.argv[4] === 'once';
const words = language === 'en' ? null : await wordsOf(language);

const STATES = [
  'waiting',
  'loading',
  'watching',
  'no-face',
  'unclear',
  'camera-off',
  'presenting',
  'paused',
  'off',
  'error',
];
const EXPRESSIONS = ['neutral', 'happy', 'surprised', 'sad', 'angry', 'fearful'];
const MESSAGE = 'The expression model could not be loaded. Your call is not affected.';
const BACKGROUNDS = {
  dark: '#121417 radial-gradient(circle at 55% 40%, #8d6e5a 0 14%, #3c4650 15%, #262b31 45%, #121417)',
  light: '#fbfcfd radial-gradient(circle at 55% 40%, #d7b9a3 0 14%, #cfd8e0 15%, #e9edf2 45%, #fbfcfd)',
};
const HOSTILE = `* { opacity: .3 !important; transform: rotate(9deg) !important; font: 40px serif !important;
  color: red !important; display: flex !important; clip-path: circle(9px) !important; }`;
const REDUCED = { name: 'prefers-reduced-motion', value: 'reduce' };
const TILE = { x: 0, y: 60, width: 330, height: 118 };
const OPEN_TILE = { ...TILE, height: 400 };

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Runs in the page: an overlay, and short names for what the pictures need. */
function start(position, message, first = false, language = 'en', words = null) {
  if (words)
    window.emojigen.setLanguage({
      ...{ tag: language, formats: language },
      message: (key, values) =>
        (words[key]?.names ?? []).reduce(
          (text, name, n) => text.replaceAll(`{${name}}`, values[n]),
          words[key]?.text ?? '',
        ),
    });
  let root;
  /** A picture as it might go out: somebody with a ball for a head. */
  const watchOutgoing = (draw) => {
    const canvas = new OffscreenCanvas(1280, 720);
    const brush = canvas.getContext('2d');
    for (const [colour, x, y, r] of [
      ['#7c8fa6', 640, 360, 900],
      ['#33475f', 640, 860, 380],
      ['#ffcb2e', 640, 330, 230],
    ]) {
      brush.fillStyle = colour;
      brush.beginPath();
      brush.arc(x, y, r, 0, 7);
      brush.fill();
    }
    const picture = new VideoFrame(canvas, { timestamp: 0 });
    draw(picture);
    picture.close();
    return () => {};
  };
  const keys = { pause: 'Alt+Shift+K', 'toggle-overlay': 'Alt+Shift+U' };
  const overlay = window.emojigen.createOverlay(
    document,
    {
      ...{ position, tour: first, keys },
      emojiUrl: (codePoints) => `/emoji/${codePoints}.webp`,
      emoji: () => ['1f604', '1f62e', '1f622'],
      favourites: () =>
        ['1f44d', '2764-fe0f', '1f602', '1f62e', '1f44f', '1f389'].map((emoji) => ({ emoji })),
      watchOutgoing,
      events: {
        ...{ onMove() {}, onOff() {}, onHide() {}, onPause() {}, onRetry() {}, onAnswer() {}, onSend() {} },
        onTour() {},
      },
    },
    { onRoot: (given) => (root = given), isUsers: () => true },
  );
  window.preview = {
    setState: (kind) =>
      overlay.setState({
        kind,
        ...(kind === 'error' && { message }),
        ...(kind === 'unclear' && { reason: 'dark' }),
      }),
    read(expressions, expression, dwell, share) {
      const rest = (1 - share) / (expressions.length - 1);
      const probabilities = Object.fromEntries(expressions.map((e) => [e, e === expression ? share : rest]));
      const faces = [{ track: 1, box: { x: 0, y: 0, width: 1, height: 1 }, probabilities }];
      overlay.setReading({ time: 0, faces, expression, confidence: share, dwell, took: {} });
    },
    react: (expression, emoji) => overlay.react({ time: 0, expression, confidence: 0.9, emoji }),
    ask: (expression, emoji) =>
      overlay.ask({ time: 0, expression, confidence: 0.9, emoji }, Date.now() + 6000),
    setOthers: (others, glimpse) => overlay.setOthers(others, glimpse),
    hide: () => root.querySelector('.row button:last-child').click(),
    next: () => root.querySelector('.tour .main-button').click(),
    dispose: () => overlay.dispose(),
    offer() {
      window.offered = window.emojigen.createOfferCard(document, () => {});
    },
    endOffer: () => window.offered.dispose(),
    summary() {
      const stickers = async (all) =>
        new Map(
          await Promise.all(
            all.map(async (code) => [
              code,
              await createImageBitmap(await (await fetch(`/emoji/${code}.webp`)).blob()),
            ]),
          ),
        );
      const bars = Array.from({ length: 40 }, (_, n) =>
        n < 3 ? null : n % 9 === 4 || n % 13 === 6 ? 'happy' : n === 22 ? 'surprised' : 'neutral',
      );
      const emoji = ['1f602', '1f44d', '2764-fe0f'];
      window.emojigen.createSummaryCard(
        document,
        { duration: 42 * 60_000, smiles: 10, smilesPerHour: 14.3, reactions: 12, emoji, bars },
        { giving: 'save', pictures: stickers(emoji), onGive: async () => true, onClose() {} },
      );
    },
    open: () => root.querySelector('.more').click(),
    hold(moment) {
      for (const animation of root.getAnimations().filter((a) => a.animationName.startsWith('eg-pop'))) {
        animation.pause();
        animation.currentTime = moment;
      }
    },
  };
}

const PARTS = [
  ...['index.tsx', 'offer-card.tsx', 'summary-card.tsx'].map((name) => join(root, 'src/call/overlay', name)),
  join(root, 'src/shared/language/translated.ts'),
];
const [{ output }] = await build({
  configFile: false,
  plugins: [
    {
      name: 'parts',
      resolveId: (id) => (id.endsWith('virtual:parts') ? 'virtual:parts' : null),
      load: (id) =>
        id === 'virtual:parts' ? PARTS.map((path) => `export * from '${path}';`).join('') : null,
    },
  ],
  logLevel: 'error',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    write: false,
    lib: { entry: 'virtual:parts', formats: ['iife'], name: 'emojigen' },
  },
});
await mkdir(out, { recursive: true });
const browser = await puppeteer.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });

/** A page like a call, with the overlay. `call(name, ...args)` calls a function of `window.preview`. */
async function openCall({ scheme, background, features = [], css = '', position = null, first = false }) {
  const page = await browser.newPage();
  await page.setViewport({ width: 900, height: 560, deviceScaleFactor: 1.5 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, ...features]);
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    const { pathname } = new URL(request.url());
    const picture = pathname.startsWith('/emoji/') ? join(artwork, pathname.slice(7)) : null;
    const body = picture === null ? null : await readFile(picture).catch(() => null);
    if (body !== null) await request.respond({ contentType: 'image/webp', body });
    else if (pathname !== '/') await request.respond({ status: 404 });
    else {
      const style = `#video { position: fixed; inset: 0; background: ${BACKGROUNDS[background]}; } ${css}`;
      const body = `<!doctype html><title>Call</title><style>${style}</style><div id="video"></div>`;
      await request.respond({ contentType: 'text/html', body });
    }
  });
  page.on('pageerror', (error) => console.error(error));
  await page.goto('http://localhost/');
  await page.evaluate(`${output[0].code};window.emojigen = emojigen;`);
  await page.evaluate(start, position, MESSAGE, first, language, words);
  const call = (name, ...args) => page.evaluate((n, a) => window.preview[n](...a), name, args);
  return { page, call };
}

/** Pictures beside and below each other. */
async function sheet(tiles, columns, path) {
  const { width, height } = await sharp(tiles[0]).metadata();
  const rows = Math.ceil(tiles.length / columns);
  const places = tiles.map((input, i) => ({
    input,
    left: (i % columns) * width,
    top: Math.floor(i / columns) * height,
  }));
  const canvas = { width: columns * width, height: rows * height, channels: 3, background: '#888' };
  await sharp({ create: canvas }).composite(places).png().toFile(path);
}

for (const [scheme, background] of isOnce
  ? []
  : [
      ['light', 'light'],
      ['light', 'dark'],
      ['dark', 'light'],
      ['dark', 'dark'],
    ]) {
  const { page, call } = await openCall({ scheme, background });
  const small = [];
  const open = [];
  const shoot = async (into, clip) => {
    await wait(300);
    into.push(await page.screenshot({ clip }));
  };
  await call('setOthers', 'camera');
  for (const state of STATES.slice(0, -1)) {
    await call('setState', state);
    await shoot(small, TILE);
  }
  await call('setState', 'watching');
  for (const [index, expression] of EXPRESSIONS.entries()) {
    await call('read', EXPRESSIONS, expression, index / 5, 0.7);
    await shoot(small, TILE);
  }
  await call('ask', 'happy', '1f604');
  await wait(800);
  await shoot(small, TILE);
  await call('setState', 'error');
  await shoot(open, OPEN_TILE);
  await call('setState', 'watching');
  await call('open');
  await call('read', EXPRESSIONS, 'happy', 0.6, 0.83);
  await shoot(open, OPEN_TILE);
  await call('setOthers', 'avatar', 'live');
  await shoot(open, OPEN_TILE);
  await call('open');
  await shoot(open, OPEN_TILE);
  await call('open');
  await call('setOthers', 'blurred', 'empty');
  await shoot(open, OPEN_TILE);
  await call('setOthers', 'blurred');
  await call('setState', 'no-face');
  await shoot(open, OPEN_TILE);
  await call('ask', 'sad', '1f622');
  await wait(1500);
  await shoot(open, OPEN_TILE);
  await call('hide');
  await shoot(open, OPEN_TILE);
  await sheet(small, 3, join(out, `overlay-${scheme}-on-${background}.png`));
  await sheet(open, 3, join(out, `overlay-open-${scheme}-on-${background}.png`));
  await page.close();
}

/** What a user sees once: the offer, and the tour. */
for (const scheme of ['light', 'dark']) {
  const once = [];
  const { page, call } = await openCall({ scheme, background: scheme, first: true });
  const shoot = async () => {
    await wait(300);
    once.push(await page.screenshot({ clip: OPEN_TILE }));
  };
  await call('setOthers', 'camera');
  await call('setState', 'watching');
  await shoot();
  await call('next');
  await shoot();
  await call('next');
  await shoot();
  await call('dispose');
  await call('offer');
  await shoot();
  await call('endOffer');
  await call('summary');
  await shoot();
  await sheet(once, 5, join(out, `overlay-once-${scheme}.png`));
  await page.close();
}

for (const [name, options] of isOnce
  ? []
  : Object.entries({
      top: { scheme: 'light', background: 'light' },
      bottom: { scheme: 'dark', background: 'dark', position: { x: 1, y: 1 } },
      still: { scheme: 'dark', background: 'dark', features: [REDUCED] },
      hostile: { scheme: 'light', background: 'dark', css: HOSTILE },
    })) {
  const { page, call } = await openCall(options);
  await call('setState', 'watching');
  await call('read', EXPRESSIONS, 'happy', 1, 0.9);
  if (name === 'bottom') await page.evaluate(() => document.querySelector('#video').requestFullscreen());
  await wait(300);
  const moments = [];
  await call('react', 'happy', '1f604');
  // Held at chosen moments, because a picture takes longer than a step of the animation.
  for (const moment of [40, 120, 300, 700, 1600, 1900]) {
    await call('hold', moment);
    moments.push(
      await sharp(await page.screenshot())
        .resize(600)
        .toBuffer(),
    );
  }
  await sheet(moments, 3, join(out, `overlay-pop-${name}.png`));
  await wait(2000);
  for (const emoji of ['1f604', '1f62e', '1f622']) await call('react', 'happy', emoji);
  await call('hold', 700);
  await page.screenshot({ path: join(out, `overlay-three-${name}.png`) });
  await page.close();
}
await browser.close();
console.log(out);
