/** Copies of the built extension that speak one language only, whatever the browser's is. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXTENSION } from '../../../scripts/lib/toolchain.mjs';
import type { Messages } from '../../../scripts/words/messages';

/** Marks the begin and the end of every text of the made-up language. */
export const MARKS = ['⟦', '⟧'] as const;

/** English with every text marked and about 40 percent longer. */
function stretched(english: Messages): Messages {
  const longer = ([key, entry]: [string, Messages[string]]) => {
    if (key === 'language_tag') return [key, entry] as const;
    const letters = entry.message.replaceAll(/\$\w+\$/g, '').length;
    const more = 'ähnlich lang '.repeat(Math.ceil((letters * 0.4) / 13)).slice(0, Math.ceil(letters * 0.4));
    return [key, { ...entry, message: `${MARKS[0]}${entry.message}${more.trimEnd()}${MARKS[1]}` }] as const;
  };
  return Object.fromEntries(Object.entries(english).map(longer));
}

/**
 * A folder with an extension that knows only this language; the caller removes it.
 * @param language a folder of `_locales`, or `stretched` for English that is marked and longer
 */
export async function onlyLanguage(language: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'emojigen-language-'));
  await cp(EXTENSION, folder, { recursive: true });
  const locales = join(folder, '_locales');
  const kept = language === 'stretched' ? 'en' : language;
  for (const name of await readdir(locales)) {
    if (name !== kept) await rm(join(locales, name), { recursive: true });
  }
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  if (language === 'stretched') {
    const file = join(locales, kept, 'messages.json');
    await writeFile(file, JSON.stringify(stretched(JSON.parse(await readFile(file, 'utf8')))));
  }
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, default_locale: kept }));
  return folder;
}
