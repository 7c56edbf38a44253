/** Call services whose calls are held under several hosts: one switch is for all of them. */

interface CallService {
  /** Stands for all of them in the settings. */
  readonly host: string;
  /** Further hosts; with a dot in front, a domain and everything below it. */
  readonly also: readonly string[];
}

const CALL_SERVICES: readonly CallService[] = [
  { host: 'app.zoom.us', also: ['.zoom.us'] },
  { host: 'teams.microsoft.com', also: ['teams.live.com', 'teams.cloud.microsoft'] },
  { host: 'web.webex.com', also: ['.webex.com'] },
  { host: 'whereby.com', also: ['.whereby.com'] },
];

/** The host under which a site is switched: its service's, or its own. */
export function canonicalHost(host: string): string {
  const isIn = (name: string): boolean => (name.startsWith('.') ? `.${host}`.endsWith(name) : host === name);
  return CALL_SERVICES.find((service) => service.host === host || service.also.some(isIn))?.host ?? host;
}

/** Host -> whether it is on. */
export type Sites = Readonly<Record<string, boolean>>;

/** What was chosen for this very host comes first: the user may have allowed one host of a service alone. */
export function isChosen(sites: Sites, host: string): boolean {
  const chosen = (name: string): boolean | undefined =>
    Object.hasOwn(sites, name) ? sites[name] : undefined;
  return (chosen(host) ?? chosen(canonicalHost(host))) === true;
}

/** Switches a site, with all hosts of its service: what was chosen for one of them alone is over. */
export function withSite(sites: Sites, host: string, on: boolean): Sites {
  const key = canonicalHost(host);
  const others = Object.entries(sites).filter(([name]) => canonicalHost(name) !== key);
  return { ...Object.fromEntries(others), [key]: on };
}
