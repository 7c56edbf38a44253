/** Call services with several hosts: one switch covers all of them. */

interface CallService {
  /** The host that represents the service in the settings. */
  readonly host: string;
  /** Other hosts; a leading dot means a domain and its subdomains. */
  readonly also: readonly string[];
}

const CALL_SERVICES: readonly CallService[] = [
  { host: 'app.zoom.us', also: ['.zoom.us'] },
  { host: 'teams.microsoft.com', also: ['teams.live.com', 'teams.cloud.microsoft'] },
  { host: 'web.webex.com', also: ['.webex.com'] },
  { host: 'whereby.com', also: ['.whereby.com'] },
];

/** The host whose switch applies: the service's, or the site's own. */
export function canonicalHost(host: string): string {
  const isIn = (name: string): boolean => (name.startsWith('.') ? `.${host}`.endsWith(name) : host === name);
  return CALL_SERVICES.find((service) => service.host === host || service.also.some(isIn))?.host ?? host;
}

/** Host -> whether it is on. */
export type Sites = Readonly<Record<string, boolean>>;

/** A choice for exactly this host takes precedence: the user may have allowed only one host of a service. */
export function isChosen(sites: Sites, host: string): boolean {
  const chosen = (name: string): boolean | undefined =>
    Object.hasOwn(sites, name) ? sites[name] : undefined;
  return (chosen(host) ?? chosen(canonicalHost(host))) === true;
}

/** Switches a site with all hosts of its service; earlier choices for single hosts are dropped. */
export function withSite(sites: Sites, host: string, on: boolean): Sites {
  const key = canonicalHost(host);
  const others = Object.entries(sites).filter(([name]) => canonicalHost(name) !== key);
  return { ...Object.fromEntries(others), [key]: on };
}
