import { describe, expect, it } from 'vitest';
import { MatchPattern } from 'wxt/utils/match-patterns';
import { chooseSite } from '../../src/call/sites';
import { canonicalHost } from '../../src/shared/settings/call-hosts';
import { isHostName } from '../../src/shared/settings/host';
import { KNOWN_SITES, startOf } from '../../src/shared/sites/known';
import { CALL_SITES } from '../../src/shared/sites/matches';

describe('the sites that are offered at first', () => {
  it.each(KNOWN_SITES)('$name has reactions exactly where its selectors have some', (site) => {
    expect(chooseSite(new URL(startOf(site))).elements.reactions !== null).toBe(site.reacts);
  });

  it.each(KNOWN_SITES)('$name starts at an address under its own switch', (site) => {
    expect(canonicalHost(new URL(startOf(site)).hostname)).toBe(site.host);
    expect(new URL(startOf(site)).protocol).toBe('https:');
  });

  it.each(KNOWN_SITES.map(({ host }) => host))('%s is one that EmojiGen may run on', (host) => {
    expect(isHostName(host)).toBe(true);
    expect(CALL_SITES.some((site) => new MatchPattern(site).includes(`https://${host}/call`))).toBe(true);
  });
});
