/** Names of emoji, and errors about the user's own images. */
import { translated } from '../language/translated';
import catalogue from './catalogue.json';
import { SKIN_TONE } from './choose';

export const WORDS = translated('emoji', {
  groups: Object.fromEntries(catalogue.map(({ name }) => [name.toLowerCase(), name])),
  names: Object.fromEntries(catalogue.flatMap(({ emoji }) => emoji.map(({ code, name }) => [code, name]))),
  other: 'another emoji',
  image: 'Image',
  errors: {
    tooMany: (count: number) =>
      count === 1
        ? 'You can keep 1 image. Remove one to add another.'
        : `You can keep ${count} images. Remove one to add another.`,
    kind: 'Choose a PNG, WebP, JPEG or GIF image.',
    bytes: (size: string, most: string) => `This image is ${size} KB. The limit is ${most} KB.`,
    empty: 'This image is empty.',
    sides: (width: string, height: string, most: string) =>
      `This image is ${width} × ${height} pixels. The limit is ${most} on each side.`,
    unreadableImage: 'This file cannot be read as an image.',
    unreadable: 'This file cannot be read.',
  },
});

/** The name of an emoji. @param code code points, with or without skin tone */
export const emojiName = (code: string): string =>
  WORDS.names[code] ?? WORDS.names[code.replace(SKIN_TONE, '')] ?? WORDS.other;

/** @param name of the group in the catalogue */
export const groupName = (name: string): string => WORDS.groups[name.toLowerCase()] ?? name;
