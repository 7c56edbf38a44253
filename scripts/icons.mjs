/**
 * Draws the extension's icons (public/icon, committed) from the happy emoji, and what the stores show in their lists
 * (docs/pictures/store, committed). To be run by hand when the artwork or the listing changes: `node scripts/icons.mjs`.
 *
 * Small sizes show the emoji alone, edge to edge: a tile around it would leave a face of ten pixels. The grey
 * `off-*` set is for the toolbar on sites where EmojiGen is switched off.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { emojiSource } from './models/index.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const artwork = `${root}node_modules/${emojiSource('1f604')}`;
const folder = `${root}public/icon`;
const storeFolder = `${root}docs/pictures/store`;

/** The emoji without its transparent border. */
const face = await sharp(artwork).trim().png().toBuffer();
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };
/** The tile's colour, in an SVG. */
const GRADIENT = `<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="#6a5cff"/><stop offset="1" stop-color="#3b2fbf"/>
  </linearGradient></defs>`;

/** The emoji alone, filling `size` pixels. */
const plain = (size) =>
  sharp(face).resize(size, size, { fit: 'contain', background: CLEAR, kernel: 'lanczos3' });

/** The emoji on a rounded tile with a narrow margin, as extension lists show it. */
async function tile(size) {
  const margin = Math.round(size / 16);
  const side = size - 2 * margin;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
    ${GRADIENT}
    <rect x="${margin}" y="${margin}" width="${side}" height="${side}" rx="${side * 0.24}" fill="url(#g)"/>
  </svg>`;
  const emoji = await plain(Math.round(side * 0.78))
    .png()
    .toBuffer();
  return sharp(Buffer.from(svg)).composite([{ input: emoji, gravity: 'centre' }]);
}

/**
 * Chrome's small promo tile, 440 x 280 without a border: the emoji, the name, and the first sentence of the listing.
 * Letters are drawn in whichever of the fonts this machine has.
 */
async function promo() {
  const listing = await readFile(`${root}store/listing/en.md`, 'utf8');
  const [, line] = /## Summary\s+(.+?)\./.exec(listing);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="440" height="280" text-anchor="middle"
      font-family="Inter, Segoe UI, Helvetica Neue, Liberation Sans, Arial, sans-serif">
    ${GRADIENT}
    <rect width="440" height="280" fill="url(#g)"/>
    <text x="220" y="204" font-size="38" font-weight="700" fill="#fff">EmojiGen</text>
    <text x="220" y="238" font-size="18" fill="#e6e3ff">${line}</text>
  </svg>`;
  const emoji = await plain(124).png().toBuffer();
  return sharp(Buffer.from(svg))
    .composite([{ input: emoji, left: 158, top: 34 }])
    .removeAlpha();
}

const icons = {
  16: plain(16),
  32: plain(32),
  48: await tile(48),
  128: await tile(128),
  'off-16': plain(16).grayscale().linear(0.78, 8),
  'off-32': plain(32).grayscale().linear(0.78, 8),
};

await mkdir(folder, { recursive: true });
for (const [name, icon] of Object.entries(icons)) {
  await icon.png({ compressionLevel: 9 }).toFile(`${folder}/${name}.png`);
}

const storePictures = { 'promo-440x280': await promo(), 'logo-300x300': await tile(300) };
await mkdir(storeFolder, { recursive: true });
for (const [name, picture] of Object.entries(storePictures)) {
  await picture.png({ compressionLevel: 9 }).toFile(`${storeFolder}/${name}.png`);
}
