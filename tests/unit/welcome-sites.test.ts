import { describe, expect, it } from 'vitest';
import { MatchPattern } from 'wxt/utils/match-patterns';
import { KNOWN_SITES } from '../../src/pages/welcome/sites';
import { isHostName } from '../../src/shared/settings/host';
import { CALL_SITES } from '../../src/shared/sites/matches';

describe('the sites that are offered at first', () => {
  it.each(KNOWN_SITES.map(({ host }) => host))('%s is one that EmojiGen may run on', (host) => {
    expect(isHostName(host)).toBe(true);
    expect(CALL_SITES.some((site) => new MatchPattern(site).includes(`https://${host}/call`))).toBe(true);
  });
});
