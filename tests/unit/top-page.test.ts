import { describe, expect, it } from 'vitest';
import { topHost, topUrl } from '../../src/call/top-page';

const MEET = 'https://meet.google.com/abc-defg-hij';

/** A frame at `href`; its top is at `top`, or of another origin where that is null. */
function frame(href: string, top: string | null, origins: readonly string[]): Window {
  const { hostname } = new URL(href);
  const ancestorOrigins = { length: origins.length, item: (n: number) => origins[n] ?? null };
  const foreign = {
    get location(): Location {
      throw new DOMException('Blocked a frame', 'SecurityError');
    },
  };
  return {
    location: { href, hostname, ancestorOrigins },
    top: top === null ? foreign : { location: { href: top } },
  } as unknown as Window;
}

describe('the page in the address bar', () => {
  it.each([
    ['the top itself', frame(MEET, MEET, []), MEET, 'meet.google.com'],
    ['a blank frame', frame('about:blank', MEET, ['https://meet.google.com']), MEET, 'meet.google.com'],
    [
      'a frame of another site',
      frame('https://video.example/', null, ['https://between.example', 'https://meet.google.com']),
      'https://meet.google.com',
      'meet.google.com',
    ],
    [
      'a foreign frame without ancestors',
      frame('https://a.example/x', null, []),
      'https://a.example/x',
      'a.example',
    ],
  ])('is known in %s', (_, window, url, host) => {
    expect(topUrl(window)).toBe(url);
    expect(topHost(window)).toBe(host);
  });
});
