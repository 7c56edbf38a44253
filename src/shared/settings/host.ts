import * as v from 'valibot';
import { hostSchema } from '../schemas';

/** Whether a value is a host name as `URL.hostname` writes it (lower case, no port). */
export function isHostName(value: unknown): value is string {
  return v.is(hostSchema, value);
}

/** Host name of a web page's URL; null for other URLs (extension pages, about:blank, none). */
export function hostOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && isHostName(hostname) ? hostname : null;
}
