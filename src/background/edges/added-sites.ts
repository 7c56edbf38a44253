import { browser } from 'wxt/browser';
import { MatchPattern } from 'wxt/utils/match-patterns';
import type { SettingsStore } from '../../shared/edges/settings-store';
import { CONTENT_MATCHES } from '../../shared/sites/matches';
import { ADDED_SCRIPTS, type AddedSites, createAddedSites } from '../added-sites';

/** In session storage: removed when the browser closes, as its prompts are. */
const WANTED_KEY = 'wantedSites';

/** Keeps the added sites in step with the browser from now on. Call while the background starts. */
export function openAddedSites(settings: SettingsStore): AddedSites {
  const sites = createAddedSites({
    settings,
    own: CONTENT_MATCHES,
    wanted: {
      async read() {
        const stored: unknown = (await browser.storage.session.get(WANTED_KEY))[WANTED_KEY];
        const known = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
        return Object.fromEntries(known.filter(([, time]) => typeof time === 'number'));
      },
      write: (wanted) => browser.storage.session.set({ [WANTED_KEY]: wanted }),
    },
    now: Date.now,
    api: {
      granted: async () => (await browser.permissions.getAll()).origins ?? [],
      async registered() {
        const ids = ADDED_SCRIPTS.map(({ id }) => id);
        const scripts = await browser.scripting.getRegisteredContentScripts({ ids });
        return new Map(scripts.map(({ id, matches }) => [id, matches ?? []]));
      },
      register: (matches) =>
        browser.scripting.registerContentScripts(
          ADDED_SCRIPTS.map(({ id, file, world }) => ({
            id,
            js: [file],
            world,
            matches: [...matches],
            excludeMatches: [...CONTENT_MATCHES],
            allFrames: true,
            matchOriginAsFallback: true,
            runAt: 'document_start' as const,
            persistAcrossSessions: true,
          })),
        ),
      unregister: (ids) => browser.scripting.unregisterContentScripts({ ids: [...ids] }),
      covers(pattern, url) {
        try {
          return new MatchPattern(pattern).includes(url);
        } catch {
          return false; // a pattern of a kind this parser does not know
        }
      },
    },
  });
  const report = (error: unknown): void =>
    console.error('EmojiGen: an added site could not be set up', error);
  browser.permissions.onAdded.addListener(({ origins }) => {
    sites.added(origins ?? []).catch(report);
  });
  browser.permissions.onRemoved.addListener(() => {
    sites.removed().catch(report);
  });
  // Extension updates remove the registrations; permissions may also have changed while the extension did not run.
  browser.runtime.onInstalled.addListener(() => {
    sites.sync().catch(report);
  });
  browser.runtime.onStartup.addListener(() => {
    sites.sync().catch(report);
  });
  return sites;
}
