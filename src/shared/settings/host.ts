/** Letters, digits, dots, hyphens; brackets and colons of IPv6. Starts so that no `__proto__` can get in. */
const HOST = /^[a-z0-9[][a-z0-9.:_[\]-]{0,252}$/;

/** Whether a value is a host name as `URL.hostname` writes it (lower case, no port). */
export function isHostName(value: unknown): value is string {
  return typeof value === 'string' && HOST.test(value);
}

/** Host name of a web page's address; null for anything else (extension pages, about:blank, no address). */
export function hostOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && isHostName(hostname) ? hostname : null;
}
