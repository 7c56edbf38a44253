/**
 * `npm run bench:video`: what drawing into one 1280x720 picture costs: in Node, and in Chromium for what needs a canvas
 * (the characters, with the still emoji beside them in the same turns).
 */
import { readFile } from 'node:fs/promises';
import puppeteer from 'puppeteer';
import sharp from 'sharp';
import { blendPatch, type PlanarPicture } from '../../src/call/outgoing/drawing/blend';
import { blacken, blur } from '../../src/call/outgoing/drawing/obscure';
import { rasterise } from '../../src/call/outgoing/drawing/rasterise';
import { createSprite } from '../../src/call/outgoing/drawing/sprite';
import { findBrowser } from '../lib/find-browser.mjs';
import { pageScript } from '../lib/page-script';
import type { Cost } from './pages/avatar';

const [WIDTH, HEIGHT] = [1280, 720];
const LUMA = WIDTH * HEIGHT;
const ROUNDS = 300;
/** Sides in pixels of a popped emoji and of the mask of a face that fills a third of the height. */
const POP = 180;
const MASK = 400;

const file = await readFile(new URL('../../public/emoji/1f604.webp', import.meta.url));
const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
const colour = { matrix: 'bt601', fullRange: false } as const;
const sprite = createSprite(new Uint8ClampedArray(data), info.width, colour);

const camera = Uint8Array.from({ length: LUMA * 1.5 }, (_, i) => (i * 7919) % 256);
const work = new Uint8Array(camera.length);
const i420: PlanarPicture = {
  format: 'I420',
  width: WIDTH,
  height: HEIGHT,
  data: work,
  layout: [
    { offset: 0, stride: WIDTH },
    { offset: LUMA, stride: WIDTH / 2 },
    { offset: LUMA * 1.25, stride: WIDTH / 2 },
  ],
};
const nv12: PlanarPicture = {
  ...i420,
  format: 'NV12',
  layout: [
    { offset: 0, stride: WIDTH },
    { offset: LUMA, stride: WIDTH },
  ],
};
const pop = rasterise(sprite, POP, 0);
const mask = rasterise(sprite, MASK, 0.1);

const CASES: Record<string, (round: number) => void> = {
  'copy in and out only': () => {},
  'popped emoji, I420': () => blendPatch(i420, pop, 900, 100),
  'popped emoji fading, I420': () => blendPatch(i420, pop, 900, 100, 0.5),
  'mask of a still face, I420': () => blendPatch(i420, mask, 400, 100),
  'mask of a still face, NV12': () => blendPatch(nv12, mask, 400, 100),
  'mask of a moving face, I420': (round) =>
    blendPatch(i420, rasterise(sprite, MASK, 0.1 + round / 1000), 400, 100),
  'whole picture blurred': () => blur(i420),
  'whole picture black': () => blacken(i420, false),
};

console.log(`milliseconds per ${WIDTH}x${HEIGHT} picture, ${ROUNDS} rounds`);
for (const [name, draw] of Object.entries(CASES)) {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    // What `copyTo` and the VideoFrame's constructor do.
    work.set(camera);
    draw(round);
    work.slice();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => times[Math.floor(share * ROUNDS)]!.toFixed(2).padStart(6);
  console.log(`${name.padEnd(30)} median ${at(0.5)}   p95 ${at(0.95)}`);
}

declare function measureAvatar(side: number, rgba: number[], rounds: number): Promise<readonly Cost[]>;

const browser = await puppeteer.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  await page.evaluate(await pageScript('scripts/bench/pages/avatar.ts'));
  const costs = await page.evaluate(
    (side, rgba, rounds) => measureAvatar(side, rgba, rounds),
    info.width,
    [...data],
    ROUNDS,
  );
  console.log(`\nin ${await browser.version()}, drawing alone, ${ROUNDS} rounds in turn`);
  const shown = (value: number): string => value.toFixed(2).padStart(6);
  for (const { name, p10, median, p95 } of costs) {
    console.log(`${name.padEnd(30)} p10 ${shown(p10)}   median ${shown(median)}   p95 ${shown(p95)}`);
  }
} finally {
  await browser.close();
}
