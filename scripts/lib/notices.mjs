/** The licences of what others made, as they go into every built extension. */
import { readdirSync, readFileSync } from 'node:fs';
import { ROOT } from './toolchain.mjs';

/** Packages whose code is in the extension, and whose npm package holds a licence text. */
const WITH_TEXT = ['preact', 'idb', 'webextension-polyfill', 'long', 'valibot'];
/** MIT packages without one, and who holds the copyright by their package.json or source. */
const MIT = { seedrandom: 'David Bau', wxt: 'Aaron' };

const read = (path) => readFileSync(ROOT + path, 'utf8').trim();

function licenceOf(name) {
  const file = readdirSync(`${ROOT}node_modules/${name}`).find((each) => /^licen[cs]e/i.test(each));
  return read(`node_modules/${name}/${file}`);
}

function mit(holder) {
  const text = read('LICENSE');
  const terms = text.slice(text.indexOf('Permission is hereby granted'));
  return `MIT License\n\nCopyright (c) ${holder}\n\n${terms}`;
}

/**
 * What stands in `THIRD_PARTY_NOTICES.txt`. The Apache License 2.0, which TensorFlow.js and the face networks are under,
 * is beside the networks.
 */
export function noticesText() {
  const parts = [
    read('THIRD_PARTY_NOTICES.md').split('## Only for building')[0].trim(),
    '## Licence texts\n\nThe Apache License 2.0 is in models/face/LICENSE.txt, the notice of the emoji in emoji/NOTICE.txt.',
    ...WITH_TEXT.map((name) => `### ${name}\n\n${licenceOf(name)}`),
    ...Object.entries(MIT).map(([name, holder]) => `### ${name}\n\n${mit(holder)}`),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The files that go into every built extension, by path in it. */
export const noticeFiles = () => ({
  'LICENSE.txt': `${read('LICENSE')}\n`,
  'THIRD_PARTY_NOTICES.txt': noticesText(),
});
