/**
 * npm run words:missing             what is missing, changed or wrong in each language of src/shared/locales
 * npm run words:missing -- --tidy   the same, after dropping texts that nobody asks for and sorting the others
 * npm run words:missing -- --later  leaves all that to somebody who speaks the languages: the tests let it pass
 * npm run words:missing -- --done   the English of now is what the languages were translated from; nothing waits
 */
import { writeFileSync } from 'node:fs';
import { changedSince, faultsIn, missingIn, surplusIn } from './check';
import { englishEntries, englishTexts, fileOf, LANGUAGES, textsOf } from './locales';

const entries = await englishEntries();
const english = englishTexts(entries);
const [option] = process.argv.slice(2);
const write = (name: string, content: unknown): void =>
  writeFileSync(fileOf(name), `${JSON.stringify(content, null, 2)}\n`);

if (option === '--done') {
  write('en', english);
  write('pending', []);
}
if (option === '--later') {
  const late = LANGUAGES.flatMap((language) => {
    const faults = faultsIn(language, textsOf(language), entries).map((fault) => fault.split(': ')[0]!);
    return [...missingIn(textsOf(language), entries), ...faults];
  });
  write('pending', [...new Set([...changedSince(textsOf('en'), entries), ...late])].sort());
}
if (option === '--tidy') {
  for (const language of LANGUAGES) {
    const texts = textsOf(language);
    const kept = entries.flatMap(({ path }) => (texts[path] === undefined ? [] : [[path, texts[path]]]));
    write(language, Object.fromEntries(kept));
  }
}

let problems = 0;
function list(title: string, lines: readonly string[]): void {
  problems += lines.length;
  if (lines.length > 0) console.log([`\n${title}`, ...lines.map((line) => `  ${line}`)].join('\n'));
}

const inEnglish = (path: string): string => `${path}: ${JSON.stringify(english[path])}`;
list('Changed in English', changedSince(textsOf('en'), entries).map(inEnglish));
const missing = new Map(LANGUAGES.map((language) => [language, missingIn(textsOf(language), entries)]));
const everywhere = [...(missing.values().next().value ?? [])].filter((path) =>
  [...missing.values()].every((paths) => paths.includes(path)),
);
list('Missing in every language', everywhere.map(inEnglish));
for (const language of LANGUAGES) {
  const texts = textsOf(language);
  const own = missing.get(language)!.filter((path) => !everywhere.includes(path));
  list(`Missing in ${language}`, own.map(inEnglish));
  list(`Wrong in ${language}`, faultsIn(language, texts, entries));
  list(`Surplus in ${language}`, surplusIn(texts, entries));
}
console.log(`\n${entries.length} texts in ${LANGUAGES.length + 1} languages, ${problems} to do`);
process.exitCode = problems > 0 ? 1 : 0;
