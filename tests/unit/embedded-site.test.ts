import { expect, it } from 'vitest';
import { embeddedSiteOf } from '../../src/popup/embedded-site';

const HOSTS = ['a.example', 'b.example'];

it('is the first one that cannot be looked into', () => {
  expect(embeddedSiteOf(HOSTS, [{ host: 'top.example', runs: true }])).toEqual({
    host: 'a.example',
    allowed: false,
  });
  expect(embeddedSiteOf(HOSTS, [{ host: 'a.example', runs: true }])).toEqual({
    host: 'b.example',
    allowed: false,
  });
});

it('is allowed, but not there before a reload, where the script does not run', () => {
  expect(embeddedSiteOf(HOSTS, [{ host: 'a.example', runs: false }])).toEqual({
    host: 'a.example',
    allowed: true,
  });
});

it('is none where the script runs in one frame of each', () => {
  const seen = [
    { host: 'a.example', runs: false },
    { host: 'a.example', runs: true },
    { host: 'b.example', runs: true },
  ];
  expect(embeddedSiteOf(HOSTS, seen)).toBeNull();
  expect(embeddedSiteOf([], seen)).toBeNull();
});
