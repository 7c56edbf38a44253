import { expect, it } from 'vitest';
import { embeddedSiteOf } from '../../src/pages/popup/embedded-site';

const HOSTS = ['a.example', 'b.example'];

const none = (): boolean => false;

it('is the first one that cannot be looked into', () => {
  expect(embeddedSiteOf(HOSTS, [{ host: 'top.example', runs: true }], none)).toEqual({
    host: 'a.example',
    allowed: false,
  });
  expect(embeddedSiteOf(HOSTS, [{ host: 'a.example', runs: true }], none)).toEqual({
    host: 'b.example',
    allowed: false,
  });
});

it('is allowed, but not there before a reload, where the script does not run', () => {
  expect(embeddedSiteOf(HOSTS, [{ host: 'a.example', runs: false }], none)).toEqual({
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
  expect(embeddedSiteOf(HOSTS, seen, none)).toBeNull();
  expect(embeddedSiteOf([], seen, none)).toBeNull();
});

it('is not asked for again where its frame has gone on to another address', () => {
  const allowed = (host: string): boolean => host === 'a.example';
  expect(embeddedSiteOf(['a.example'], [], allowed)).toBeNull();
  expect(embeddedSiteOf(HOSTS, [], allowed)).toEqual({ host: 'b.example', allowed: false });
});
