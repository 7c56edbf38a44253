import { canonicalHost, type Sites } from '../settings/call-hosts';
import { addressOf } from './matches';

/** The call sites that EmojiGen offers by itself, by the names people know. */
export interface KnownSite {
  readonly name: string;
  /** Stands for all hosts of the service: src/shared/settings/call-hosts.ts. */
  readonly host: string;
  /** Where on it one starts or joins a call. */
  readonly path: string;
  /** Whether it has reactions of its own that EmojiGen can send (src/call/sites/selectors). */
  readonly reacts: boolean;
}

export const KNOWN_SITES: readonly KnownSite[] = [
  { name: 'Google Meet', host: 'meet.google.com', path: '/', reacts: true },
  { name: 'Zoom', host: 'app.zoom.us', path: '/wc/home', reacts: true },
  {
    name: 'Microsoft Teams',
    host: 'teams.microsoft.com',
    path: '/v2/',
    reacts: true,
  },
  { name: 'Webex', host: 'web.webex.com', path: '/', reacts: false },
  { name: 'Jitsi Meet', host: 'meet.jit.si', path: '/', reacts: true },
  { name: 'Whereby', host: 'whereby.com', path: '/user', reacts: false },
  { name: 'Discord', host: 'discord.com', path: '/channels/@me', reacts: false },
  { name: 'Slack', host: 'app.slack.com', path: '/client', reacts: false },
];

/** The address at which one starts or joins a call. */
export const startOf = ({ host, path }: KnownSite): string => addressOf(host, path);

const KNOWN_HOSTS = new Set(KNOWN_SITES.map(({ host }) => host));

/** Whether a host belongs to one of these services. */
export const isKnownSite = (host: string): boolean => KNOWN_HOSTS.has(canonicalHost(host));

/** The hosts that the user has added to these, in order. Each may have a permission of its own. */
export function addedHosts(sites: Sites): readonly string[] {
  return Object.keys(sites)
    .filter((host) => !isKnownSite(host))
    .sort();
}
