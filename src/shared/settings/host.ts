import * as v from 'valibot';
import { hostSchema } from '../schemas';

/** Whether a value is a host name as `URL.hostname` writes it (lower case, no port). */
export function isHostName(value: unknown): value is string {
  return v.is(hostSchema, value);
}

/** Host name of a web page's URL, also one made from a blob; null for other URLs (extension pages, about:blank, none). */
export function hostOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, hostname, origin } = new URL(url);
  // The page that made it: its windows are that page's.
  if (protocol === 'blob:') return origin.startsWith('http') ? hostOf(origin) : null;
  return (protocol === 'https:' || protocol === 'http:') && isHostName(hostname) ? hostname : null;
}
