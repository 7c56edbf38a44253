import type { Theme } from '../settings/schema';
import { createSettingsStore } from './settings-store';

/** Remembers the last theme: the settings arrive after the first paint. */
const KEY = 'theme';

/** Applies the user's colour theme to the document, and follows changes while it is open. */
export function followTheme(): void {
  const settings = createSettingsStore();
  show(localStorage.getItem(KEY));
  const changed = ({ theme }: { readonly theme: Theme }): void => {
    localStorage.setItem(KEY, theme);
    show(theme);
  };
  settings.watch(changed);
  // The page itself reports unreadable settings; the system's colours are used then.
  settings.read().then(changed, () => {});
}

function show(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
