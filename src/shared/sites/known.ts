import { canonicalHost, type Sites } from '../settings/call-hosts';

/** The call sites that EmojiGen offers by itself, by the names people know. */
export interface KnownSite {
  readonly name: string;
  /** Stands for all hosts of the service: src/shared/settings/call-hosts.ts. */
  readonly host: string;
  /** Where one starts or joins a call. */
  readonly start: string;
  /** Whether it has reactions of its own that EmojiGen can send (src/call/sites/selectors). */
  readonly reacts: boolean;
}

export const KNOWN_SITES: readonly KnownSite[] = [
  { name: 'Google Meet', host: 'meet.google.com', start: 'https://meet.google.com/', reacts: true },
  { name: 'Zoom', host: 'app.zoom.us', start: 'https://app.zoom.us/wc/home', reacts: true },
  {
    name: 'Microsoft Teams',
    host: 'teams.microsoft.com',
    start: 'https://teams.microsoft.com/v2/',
    reacts: true,
  },
  { name: 'Webex', host: 'web.webex.com', start: 'https://web.webex.com/', reacts: false },
  { name: 'Jitsi Meet', host: 'meet.jit.si', start: 'https://meet.jit.si/', reacts: true },
  { name: 'Whereby', host: 'whereby.com', start: 'https://whereby.com/user', reacts: false },
  { name: 'Discord', host: 'discord.com', start: 'https://discord.com/channels/@me', reacts: false },
  { name: 'Slack', host: 'app.slack.com', start: 'https://app.slack.com/client', reacts: false },
];

const KNOWN_HOSTS = new Set(KNOWN_SITES.map(({ host }) => host));

/** The hosts that the user has added to these, in order. Each may have a permission of its own. */
export function addedHosts(sites: Sites): readonly string[] {
  return Object.keys(sites)
    .filter((host) => !KNOWN_HOSTS.has(canonicalHost(host)))
    .sort();
}
