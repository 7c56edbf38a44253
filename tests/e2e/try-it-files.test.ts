/** Files of every kind that a user may drop on the try-it page: a sentence for each, and what was there before stays. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/toolchain.mjs';
import { type Harness, launch, waitUntil } from './harness';

const test = (id: string): string => `[data-testid="${id}"]`;
const PHOTO = /^This picture is damaged or of a kind that your browser cannot open/;
const KIND = 'Only photos and videos can be analysed.';

let harness: Harness;
let page: Page;
let folder: string;
let portrait: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emojigen-files-'));
  portrait = await sharp(await readFile(`${ROOT}public/samples/portrait.webp`))
    .resize(480)
    .jpeg()
    .toBuffer();
  harness = await launch({});
  page = await harness.browser.newPage();
  await page.goto(`chrome-extension://${harness.extensionId}/try-it.html`);
  await page.waitForSelector(`${test('networks')}[data-kind="ready"]`, { timeout: 90_000 });
});
afterAll(async () => {
  await harness?.close();
  await rm(folder, { recursive: true, force: true });
});

async function drop(name: string, bytes: string | Uint8Array): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const input = (await page.waitForSelector(test('file'))) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
}
const problem = (): Promise<string | null> =>
  page.evaluate((at) => document.querySelector(at)?.textContent ?? null, test('problem'));
const expression = (): Promise<string | null> =>
  page.$eval(test('expression'), (element) => element.getAttribute('data-expression'));
const source = (): Promise<string | undefined> =>
  page.$eval('main', (main) => (main as HTMLElement).dataset.source);
const seen = (name: string) =>
  waitUntil(`the smile in ${name}`, async () => (await expression()) === 'happy');

/** Two pictures of which the second is gray. */
function animation() {
  const [width, height] = [320, 320];
  return sharp(portrait)
    .resize(width, height)
    .raw()
    .toBuffer()
    .then((first) =>
      sharp(Buffer.concat([first, Buffer.alloc(first.length, 128)]), {
        raw: { width, height: 2 * height, channels: 3, pageHeight: height },
      }),
    );
}

/** A second of sound. */
function sound(): Buffer {
  const samples = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(samples, 24);
  head.writeUInt32LE(samples, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}

describe('a file that cannot be analysed', () => {
  beforeAll(async () => {
    await drop('portrait.jpg', portrait);
    await seen('the photograph');
  });

  const refused: [name: string, bytes: () => string | Uint8Array, said: string | RegExp][] = [
    ['cut.jpg', () => portrait.subarray(0, portrait.length / 2), PHOTO],
    ['empty.png', () => '', 'This file is empty.'],
    ['photo.heic', () => `\0\0\0\x18ftypheic\0\0\0\0mif1heic${'.'.repeat(900)}`, PHOTO],
    ['drawing.svg', () => '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>', PHOTO],
    ['paper.pdf', () => '%PDF-1.4', KIND],
    ['note.txt', () => 'hello', KIND],
    ['nameless', () => 'neither the one nor the other', KIND],
    ['empty.mp4', () => '', 'This file is empty.'],
    ['broken.webm', () => 'no video', /^This video is damaged/],
    ['sound.wav', sound, 'This file has only sound. Choose a video with a picture.'],
  ];
  it.each(refused)('%s: says why, and what was there stays', async (name, bytes, said) => {
    await drop(name, bytes());
    await waitUntil('it says why', async () => {
      const words = (await problem()) ?? '';
      return typeof said === 'string' ? words === said : said.test(words);
    });
    expect([await source(), await expression()]).toEqual(['photo', 'happy']);
    await drop('portrait.jpg', portrait);
    await waitUntil('the sentence is gone', async () => (await problem()) === null);
    await seen('the photograph');
  });
});

describe('a file that can be analysed', () => {
  const good: [name: string, bytes: () => Promise<Uint8Array>][] = [
    ['portrait.avif', () => sharp(portrait).avif({ effort: 0 }).toBuffer()],
    ['nameless', () => Promise.resolve(portrait)],
    ['large.jpg', () => sharp(portrait).resize(10_000, 10_000, { kernel: 'nearest' }).jpeg().toBuffer()],
    ['moving.gif', async () => (await animation()).gif({ delay: [100, 100] }).toBuffer()],
    ['moving.webp', async () => (await animation()).webp({ delay: [100, 100] }).toBuffer()],
  ];
  it.each(good)('%s: finds the smile', async (name, bytes) => {
    await drop(
      'nothing.png',
      await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888' } })
        .png()
        .toBuffer(),
    );
    await waitUntil(
      'there is no face',
      async () => (await expression()) !== 'happy' && (await source()) === 'photo',
    );
    await drop(name, await bytes());
    await seen(name);
    expect(await problem()).toBeNull();
  });

  it('shows of an animation the picture that was analysed', async () => {
    const type = await page.$eval('.stage img', async (image) => {
      const answer = await fetch((image as HTMLImageElement).src);
      return (await answer.blob()).type;
    });
    expect(type).toBe('image/png');
  });
});
