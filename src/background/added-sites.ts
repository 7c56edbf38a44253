/** Sites that the user added: their content scripts follow the browser's permissions. */
import type { SettingsStore } from '../shared/edges/settings-store';
import { createQueue } from '../shared/queue';
import { patternOf } from '../shared/sites/matches';

/** A content script registered with the browser. The same two files as on the manifest's sites. */
export interface AddedScript {
  readonly id: string;
  readonly file: string;
  readonly world: 'MAIN' | 'ISOLATED';
}

export const ADDED_SCRIPTS: readonly AddedScript[] = [
  { id: 'added-camera-hook', file: 'content-scripts/camera-hook.js', world: 'MAIN' },
  { id: 'added-call', file: 'content-scripts/call.js', world: 'ISOLATED' },
];

/** A permission prompt that is answered later than this no longer switches the site on. Milliseconds. */
const WANTED_FOR = 5 * 60_000;

/** The browser API that is needed. */
export interface AddedSitesApi {
  /** Match patterns that the extension has permission for, including the manifest's. */
  granted(): Promise<readonly string[]>;
  /** Match patterns per registered script of ours; unregistered scripts are missing. */
  registered(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Registers both scripts again for exactly these patterns, outside the manifest's. */
  register(matches: readonly string[]): Promise<void>;
  unregister(ids: readonly string[]): Promise<void>;
  /** Whether a match pattern covers a URL. */
  covers(pattern: string, url: string): boolean;
}

/** Host -> when the user was asked. Outlives the background, which sleeps while the user reads the prompt. */
export interface WantedSites {
  read(): Promise<Readonly<Record<string, number>>>;
  write(wanted: Readonly<Record<string, number>>): Promise<void>;
}

export interface AddedSitesParts {
  readonly api: AddedSitesApi;
  readonly wanted: WantedSites;
  readonly settings: Pick<SettingsStore, 'update'>;
  /** Match patterns of the manifest's own content scripts. */
  readonly own: readonly string[];
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface AddedSites {
  /** The user is being asked for this host: it is switched on if the answer is yes. */
  want(host: string): Promise<void>;
  /** Permissions were granted: registers, and switches on the wanted sites. */
  added(patterns: readonly string[]): Promise<void>;
  /** Permissions were removed: unregisters, and switches off every site that has none left. */
  removed(): Promise<void>;
  /** Updates the registrations, after changes that the background may have missed. */
  sync(): Promise<void>;
}

export function createAddedSites({ api, wanted, settings, own, now }: AddedSitesParts): AddedSites {
  const inTurn = createQueue();

  async function syncNow(): Promise<void> {
    const granted = await api.granted();
    const matches = granted
      .filter((pattern) => pattern.startsWith('https:') && !own.includes(pattern))
      .sort();
    const registered = await api.registered();
    const inStep = ADDED_SCRIPTS.every(({ id }) => same(registered.get(id) ?? [], matches));
    if (inStep) return;
    // A script never runs twice in a page for two patterns of one registration, but would for two registrations.
    if (registered.size > 0) await api.unregister([...registered.keys()]);
    if (matches.length > 0) await api.register(matches);
  }

  /** One at a time: overlapping runs would register the same ids. */
  const sync = (): Promise<void> => inTurn(syncNow);

  return {
    sync,
    async want(host) {
      await wanted.write({ ...(await wanted.read()), [host]: now() });
    },
    async added(patterns) {
      await sync();
      const asked = Object.entries(await wanted.read());
      const isMeant = ([host]: [string, number]): boolean => patterns.includes(patternOf(host));
      await wanted.write(Object.fromEntries(asked.filter((each) => !isMeant(each))));
      for (const [host, time] of asked.filter(isMeant)) {
        if (now() - time > WANTED_FOR) continue;
        await settings.update((current) => ({ ...current, sites: { ...current.sites, [host]: true } }));
      }
    },
    async removed() {
      await sync();
      const granted = await api.granted();
      const allowed = (host: string): boolean =>
        addressesOf(host).some((url) => granted.some((pattern) => api.covers(pattern, url)));
      await settings.update((current) => ({
        ...current,
        sites: Object.fromEntries(
          Object.entries(current.sites).map(([host, on]) => [host, on && allowed(host)]),
        ),
      }));
    },
  };
}

/** A site is stored by its host alone; pages on localhost come without TLS. */
function addressesOf(host: string): string[] {
  return ['https:', 'http:'].map((scheme) => `${scheme}//${host}/`);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().every((pattern, n) => pattern === b[n]);
}
