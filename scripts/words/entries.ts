/** The English words of the code as a flat list, with the places of values known by name. */
import type { Words } from '../../src/shared/language/translated';

/** One text, or one for each plural form that its language has. */
export type Text = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

export interface Entry {
  /** Where it stands: `dashboard.tiles.days`. */
  readonly path: string;
  /** In the order of the function's parameters. Texts have them as `{name}`. */
  readonly values: readonly string[];
  readonly text: Text;
}

/** @throws Error where a text does more than putting values into their places */
export function entriesOf(path: string, words: Words): Entry[] {
  if (typeof words === 'string') return [{ path, values: [], text: words }];
  if (typeof words !== 'function') {
    return Object.entries(words).flatMap(([name, entry]) => entriesOf(`${path}.${name}`, entry));
  }
  const values = parametersOf(words);
  return [{ path, values, text: textOf(path, words as (...given: unknown[]) => string, values) }];
}

function parametersOf(words: (...values: never[]) => string): string[] {
  const [, list = ''] = /^\(?([^)=]*)\)?\s*=>/.exec(words.toString()) ?? [];
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function textOf(path: string, words: (...given: unknown[]) => string, values: readonly string[]): Text {
  const places = values.map((name) => `{${name}}`);
  const all = call(path, words, places);
  for (const [at, name] of values.entries()) {
    for (const probe of ['\uE000', 7_654_321, 0]) {
      const given = call(path, words, places.with(at, probe as string));
      if (given === all.replaceAll(`{${name}}`, String(probe))) continue;
      throw new Error(`${path}: "${name}" may only be put into the text, as "{${name}}".`);
    }
  }
  const counted = values.findIndex((name, at) => {
    const one = call(path, words, places.with(at, 1 as unknown as string));
    return one !== all.replaceAll(`{${name}}`, '1');
  });
  if (counted === -1) return all;
  const one = call(path, words, places.with(counted, 1 as unknown as string));
  return { one: one.replace(/\b1\b/, `{${values[counted]}}`), other: all };
}

function call(path: string, words: (...given: unknown[]) => string, values: readonly unknown[]): string {
  try {
    return words(...values);
  } catch (error) {
    throw new Error(`${path}: a value may only be put into the text.`, { cause: error });
  }
}
