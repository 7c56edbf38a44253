import { canonicalHost, type Sites } from '../../shared/settings/call-hosts';

/** The call sites that the first-run page offers, by the names people know. */
export interface KnownSite {
  readonly name: string;
  /** Stands for all hosts of the service: src/shared/settings/call-hosts.ts. */
  readonly host: string;
}

export const KNOWN_SITES: readonly KnownSite[] = [
  { name: 'Google Meet', host: 'meet.google.com' },
  { name: 'Zoom', host: 'app.zoom.us' },
  { name: 'Microsoft Teams', host: 'teams.microsoft.com' },
  { name: 'Webex', host: 'web.webex.com' },
  { name: 'Jitsi Meet', host: 'meet.jit.si' },
  { name: 'Whereby', host: 'whereby.com' },
  { name: 'Discord', host: 'discord.com' },
  { name: 'Slack', host: 'app.slack.com' },
];

const KNOWN_HOSTS = new Set(KNOWN_SITES.map(({ host }) => host));

/** The hosts that the user has added to these, in order. Each may have a permission of its own. */
export function addedHosts(sites: Sites): readonly string[] {
  return Object.keys(sites)
    .filter((host) => !KNOWN_HOSTS.has(canonicalHost(host)))
    .sort();
}
