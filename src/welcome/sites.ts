/** The call sites that the first-run page offers, by the names people know. */
export interface KnownSite {
  readonly name: string;
  /** All of them are switched together. */
  readonly hosts: readonly string[];
}

export const KNOWN_SITES: readonly KnownSite[] = [
  { name: 'Google Meet', hosts: ['meet.google.com'] },
  { name: 'Zoom', hosts: ['app.zoom.us'] },
  { name: 'Microsoft Teams', hosts: ['teams.microsoft.com', 'teams.live.com', 'teams.cloud.microsoft'] },
  { name: 'Webex', hosts: ['web.webex.com'] },
  { name: 'Jitsi Meet', hosts: ['meet.jit.si'] },
  { name: 'Discord', hosts: ['discord.com'] },
  { name: 'Slack', hosts: ['app.slack.com'] },
];
