import { type Sites, canonicalHost } from '../settings/call-hosts';

/** The call sites that EmojiGen offers by itself, by the names people know. */
export interface KnownSite {
  readonly name: string;
  /** Stands for all hosts of the service: src/shared/settings/call-hosts.ts. */
  readonly host: string;
  /** Where one starts or joins a call. */
  readonly start: string;
}

export const KNOWN_SITES: readonly KnownSite[] = [
  { name: 'Google Meet', host: 'meet.google.com', start: 'https://meet.google.com/' },
  { name: 'Zoom', host: 'app.zoom.us', start: 'https://app.zoom.us/wc/home' },
  { name: 'Microsoft Teams', host: 'teams.microsoft.com', start: 'https://teams.microsoft.com/v2/' },
  { name: 'Webex', host: 'web.webex.com', start: 'https://web.webex.com/' },
  { name: 'Jitsi Meet', host: 'meet.jit.si', start: 'https://meet.jit.si/' },
  { name: 'Whereby', host: 'whereby.com', start: 'https://whereby.com/user' },
  { name: 'Discord', host: 'discord.com', start: 'https://discord.com/channels/@me' },
  { name: 'Slack', host: 'app.slack.com', start: 'https://app.slack.com/client' },
];

const KNOWN_HOSTS = new Set(KNOWN_SITES.map(({ host }) => host));

/** The hosts that the user has added to these, in order. Each may have a permission of its own. */
export function addedHosts(sites: Sites): readonly string[] {
  return Object.keys(sites)
    .filter((host) => !KNOWN_HOSTS.has(canonicalHost(host)))
    .sort();
}
