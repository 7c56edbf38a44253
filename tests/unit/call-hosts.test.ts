import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalHost, isChosen, withSite } from '../../src/shared/settings/call-hosts';
import { CALL_SITES } from '../../src/shared/sites/matches';

const HOSTS = [
  'app.zoom.us',
  'us05web.zoom.us',
  'zoom.us',
  'meet.google.com',
  'teams.microsoft.com',
  'teams.live.com',
  'whereby.com',
  'acme.whereby.com',
  'notzoom.us',
  'zoom.us.example',
];

describe('one switch for all hosts of a call service', () => {
  it('takes domains for what they are', () => {
    expect(HOSTS.map(canonicalHost)).toEqual([
      'app.zoom.us',
      'app.zoom.us',
      'app.zoom.us',
      'meet.google.com',
      'teams.microsoft.com',
      'teams.microsoft.com',
      'whereby.com',
      'whereby.com',
      'notzoom.us',
      'zoom.us.example',
    ]);
  });

  it('reaches every host of the sites that EmojiGen runs on without asking', () => {
    for (const pattern of CALL_SITES) {
      const name = new URL(pattern.replace('*.', '')).hostname;
      const sites = withSite({}, name, true);
      expect(isChosen(sites, name)).toBe(true);
      if (pattern.includes('*.')) expect(isChosen(sites, `part.${name}`)).toBe(true);
    }
  });

  it('does what was chosen last, and nothing to other services', () => {
    const choice = fc.record({ host: fc.constantFrom(...HOSTS), on: fc.boolean() });
    fc.assert(
      fc.property(fc.array(choice), (choices) => {
        const sites = choices.reduce((now, { host, on }) => withSite(now, host, on), {});
        for (const host of HOSTS) {
          const last = choices.findLast((each) => canonicalHost(each.host) === canonicalHost(host));
          expect(isChosen(sites, host)).toBe(last?.on ?? false);
        }
      }),
    );
  });

  it('knows a host that was allowed alone, also while the rest of its service is off', () => {
    const sites = { 'app.zoom.us': false, 'us05web.zoom.us': true };
    expect(isChosen(sites, 'us05web.zoom.us')).toBe(true);
    expect(isChosen(sites, 'us02web.zoom.us')).toBe(false);
    expect(withSite(sites, 'us05web.zoom.us', false)).toEqual({ 'app.zoom.us': false });
    expect(isChosen({}, '__proto__')).toBe(false);
  });
});
