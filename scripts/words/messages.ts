/** Words in the browser's own format: `_locales/LANGUAGE/messages.json`. */
import { messageKey } from '../../src/shared/language/translated';
import type { Entry, Text } from './entries';

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}
export type Messages = Readonly<Record<string, Message>>;

/**
 * @param tag of the language, BCP 47
 * @param texts path -> text; what is not there is left to English
 * @throws Error where two paths have the same key: keys know no case and few characters
 */
export function messagesOf(
  tag: string,
  entries: readonly Entry[],
  texts: Readonly<Record<string, Text>>,
): Messages {
  const messages: Record<string, Message> = { language_tag: { message: tag } };
  const taken = new Set(Object.keys(messages));
  const add = (key: string, message: Message): void => {
    if (taken.has(key.toLowerCase())) throw new Error(`Two words have the key ${key}.`);
    taken.add(key.toLowerCase());
    messages[key] = message;
  };
  for (const { path, values } of entries) {
    const text = texts[path];
    if (text === undefined) continue;
    const key = messageKey(path);
    if (typeof text === 'string') add(key, messageOf(text, values));
    else for (const [form, each] of Object.entries(text)) add(`${key}_${form}`, messageOf(each, values));
  }
  return messages;
}

function messageOf(text: string, values: readonly string[]): Message {
  const used = values.filter((name) => text.includes(`{${name}}`));
  const message = used.reduce(
    (all, name) => all.replaceAll(`{${name}}`, () => `$${name}$`),
    text.replaceAll('$', () => '$$'),
  );
  if (used.length === 0) return { message };
  const placeholders = Object.fromEntries(
    used.map((name) => [name, { content: `$${values.indexOf(name) + 1}` }]),
  );
  return { message, placeholders };
}
