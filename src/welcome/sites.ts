/** The call sites that the first-run page offers, by the names people know. */
export interface KnownSite {
  readonly name: string;
  /** Stands for all hosts of the service: src/settings/service.ts. */
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
