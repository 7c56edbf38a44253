import type { Theme } from '../settings/schema';
import { createSettingsStore } from './settings-store';

/** Where the last theme is remembered: settings are read later than the first picture is drawn. */
const KEY = 'theme';

/** Shows the document in the colours that the user chose, and follows changes as long as it is open. */
export function followTheme(): void {
  const settings = createSettingsStore();
  show(localStorage.getItem(KEY));
  const changed = ({ theme }: { readonly theme: Theme }): void => {
    localStorage.setItem(KEY, theme);
    show(theme);
  };
  settings.watch(changed);
  // Unreadable settings are told by the page itself; the colours are those of the system then.
  settings.read().then(changed, () => {});
}

function show(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
