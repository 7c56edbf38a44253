/** The languages of the words (docs/languages.md), as the browser writes them. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'ja', 'pt_BR', 'zh_CN'] as const;

/** `system`: the browser's own language. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** Each in its own words, so that its readers find it whatever the page says. */
export const LANGUAGE_NAMES: Readonly<Record<(typeof LANGUAGES)[number], string>> = {
  ar: 'العربية',
  de: 'Deutsch',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  hi: 'हिन्दी',
  ja: '日本語',
  pt_BR: 'Português (Brasil)',
  zh_CN: '简体中文',
};
