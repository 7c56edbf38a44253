/** Dates and numbers in the user's language. Formatters are costly, so each is created once per locale. */
import { formatLocale } from './translated';

function perLocale<F>(make: (locale: string | undefined) => F): () => F {
  let made: { readonly locale: string | undefined; readonly format: F } | null = null;
  return () => {
    const locale = formatLocale();
    if (made === null || made.locale !== locale) made = { locale, format: make(locale) };
    return made.format;
  };
}

/** Formats times: milliseconds since the epoch. */
export function dateFormat(options: Intl.DateTimeFormatOptions): (time: number) => string {
  const format = perLocale((locale) => new Intl.DateTimeFormat(locale, options));
  return (time) => format().format(time);
}

/** Formats numbers. */
export function numberFormat(options: Intl.NumberFormatOptions = {}): (value: number) => string {
  const format = perLocale((locale) => new Intl.NumberFormat(locale, options));
  return (value) => format().format(value);
}

const lists = perLocale((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));
/** "a, b and c". */
export const formatList = (names: readonly string[]): string => lists().format(names);

/** A whole number with its separators. */
export const formatCount = numberFormat({ maximumFractionDigits: 0 });
