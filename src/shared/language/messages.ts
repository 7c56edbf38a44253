/** Words in the browser's own format (`_locales`), read by ourselves where the user chose another language. Pure. */
import * as v from 'valibot';
import { parseWith, recordOf } from '../schemas';
import { type Language, messageKey } from './translated';

const messageSchema = v.object({
  message: v.string(),
  placeholders: v.optional(v.record(v.string(), v.object({ content: v.string() }))),
});
const messagesSchema = recordOf(v.string(), messageSchema);
export type LocaleMessages = Readonly<v.InferOutput<typeof messagesSchema>>;

/** The messages of one language, or null. Damaged ones are left out: English takes their place. */
export function parseMessages(value: unknown): LocaleMessages | null {
  const messages = parseWith(messagesSchema, value);
  return messages?.language_tag ? messages : null;
}

/** @param browserLocale of dates and numbers, if it is a locale of this language: it knows the user's region */
export function languageOf(messages: LocaleMessages, browserLocale: string): Language {
  const tag = messages.language_tag!.message;
  return {
    tag,
    formats: formatsFor(tag, browserLocale),
    message(key, values) {
      const found = messages[key];
      return found === undefined ? '' : filledIn(found, values);
    },
  };
}

/** The locale for dates and numbers. */
export const formatsFor = (tag: string, browserLocale: string): string =>
  baseOf(browserLocale) === baseOf(tag) ? browserLocale : tag;

const baseOf = (tag: string): string => tag.split(/[-_]/)[0]!.toLowerCase();

/** As `i18n.getMessage` fills a text: `$name$` stands for the value at its placeholder's position, `$$` for a dollar. */
function filledIn({ message, placeholders = {} }: LocaleMessages[string], values: readonly string[]): string {
  return message.replaceAll(/\$(\w*)\$/g, (_, name: string) => {
    if (name === '') return '$';
    const position = Number(
      placeholders[name.toLowerCase()]?.content.slice(1) ?? placeholders[name]?.content.slice(1),
    );
    return values[position - 1] ?? '';
  });
}

/** Areas of words that only the extension's own pages say. */
export const PAGE_AREAS = [
  ...['calibrate', 'dashboard', 'diagnostics', 'emojiPage', 'options', 'pageHead', 'popup', 'rules'],
  ...['try-it', 'welcome'],
] as const;

/** What a call page needs of the messages. */
export function messagesForCalls(messages: LocaleMessages): LocaleMessages {
  const others = PAGE_AREAS.map((area) => `${messageKey(area)}_`);
  return Object.fromEntries(
    Object.entries(messages).filter(([key]) => !others.some((start) => key.startsWith(start))),
  );
}
