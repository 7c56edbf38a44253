import { MatchPattern } from 'wxt/utils/match-patterns';
import { hostOf } from '../../shared/settings/host';
import type { ActiveSite } from './popup-api';

/**
 * The popup's content for a tab.
 * @param tab `url` is missing if the extension may not know it
 * @param origins match patterns that the extension has permission for
 * @param own the manifest's patterns, which nobody added
 */
export function activeSiteOf(
  tab: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined,
  origins: readonly string[],
  own: readonly string[] = origins,
): ActiveSite {
  const host = hostOf(tab?.url);
  if (tab?.id === undefined || tab.url === undefined || !host) return { kind: 'other' };
  const { id, url } = tab;
  if (origins.some((origin) => matches(origin, url))) {
    const listed = own.some((pattern) => matches(pattern, url));
    return { kind: 'call-site', host, tabId: id, ...(listed ? {} : { added: true }) };
  }
  // Also a site of the manifest whose permission the user has revoked.
  return url.startsWith('https:') ? { kind: 'new-site', host, tabId: id } : { kind: 'other' };
}

function matches(pattern: string, url: string): boolean {
  try {
    return new MatchPattern(pattern).includes(url);
  } catch {
    return false; // a pattern of a kind this parser does not know
  }
}
