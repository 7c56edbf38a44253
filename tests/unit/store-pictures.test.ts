/** The pictures for the stores show the product as it is. */
import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { PICTURES, SOURCES_FILE, STORE_PICTURES, sourcesOf } from '../../scripts/lib/store-pictures';

describe('the pictures for the stores', () => {
  it('are five, in their order, and no others', () => {
    const files = readdirSync(`${PICTURES}store`).filter((name) => name.endsWith('.jpg'));
    expect(files.sort()).toEqual(STORE_PICTURES.map(({ name }) => `${name}.jpg`));
  });

  it.each(STORE_PICTURES)('$name has the size that stores want', async ({ name }) => {
    const { width, height, format } = await sharp(`${PICTURES}store/${name}.jpg`).metadata();
    expect([width, height, format]).toEqual([1280, 800, 'jpeg']);
  });

  it.each(STORE_PICTURES)('$name is not older than what it shows: `npm run pictures`', (picture) => {
    const taken = JSON.parse(readFileSync(SOURCES_FILE, 'utf8')) as Readonly<Record<string, string>>;
    expect(taken[picture.name]).toBe(sourcesOf(picture));
  });
});
