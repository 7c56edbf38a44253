/** Call sites the extension runs on without asking. Any other site is asked for at run time. */
export const CALL_SITES = [
  'https://meet.google.com/*',
  'https://*.zoom.us/*',
  'https://teams.microsoft.com/*',
  'https://teams.live.com/*',
  'https://teams.cloud.microsoft/*',
  'https://*.webex.com/*',
  'https://meet.jit.si/*',
  'https://*.whereby.com/*',
  'https://discord.com/*',
  'https://app.slack.com/*',
];

/** This machine itself: the demo call, the tests, call apps under development. Not in the store build. */
export const LOCAL_SITES = ['http://localhost/*', 'http://127.0.0.1/*'];

/** Any other site. Asked for one host at a time, from the popup (docs/permissions.md). */
export const OTHER_SITES = ['https://*/*'];

/** The match pattern of all pages of one host. */
export function patternOf(host: string): string {
  return `https://${host}/*`;
}

/** The address of a page. @param path with its slash */
export function addressOf(host: string, path: string): string {
  return `https://${host}${path}`;
}

/** Where the content scripts run in this build. */
export const CONTENT_MATCHES =
  import.meta.env?.MODE === 'store' ? CALL_SITES : [...CALL_SITES, ...LOCAL_SITES];
