import { describe, expect, it } from 'vitest';
import { MatchPattern } from 'wxt/utils/match-patterns';
import { chooseSite } from '../../src/call/sites';
import { canonicalHost } from '../../src/shared/settings/call-hosts';
import { isHostName } from '../../src/shared/settings/host';
import { KNOWN_SITES } from '../../src/shared/sites/known';
import { CALL_SITES } from '../../src/shared/sites/matches';

describe('the sites that are offered at first', () => {
  it.each(KNOWN_SITES)('$name has reactions exactly where its selectors have some', ({ start, reacts }) => {
    expect(chooseSite(new URL(start)).elements.reactions !== null).toBe(reacts);
  });

  it.each(KNOWN_SITES)('$name starts at an address under its own switch', ({ host, start }) => {
    expect(canonicalHost(new URL(start).hostname)).toBe(host);
    expect(new URL(start).protocol).toBe('https:');
  });

  it.each(KNOWN_SITES.map(({ host }) => host))('%s is one that EmojiGen may run on', (host) => {
    expect(isHostName(host)).toBe(true);
    expect(CALL_SITES.some((site) => new MatchPattern(site).includes(`https://${host}/call`))).toBe(true);
  });
});
