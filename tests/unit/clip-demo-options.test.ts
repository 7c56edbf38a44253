import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileFor, strictHeaders } from '../../scripts/lib/call-server.mjs';
import { demoOptions } from '../../scripts/lib/demo-options.mjs';
import { majorVersion, usualPlaces } from '../../scripts/lib/find-browser.mjs';
import { SetupError } from '../../scripts/lib/toolchain.mjs';

describe('demo options', () => {
  it('stays open with a window unless told otherwise', () => {
    expect(demoOptions([])).toEqual({
      camera: false,
      clip: null,
      headless: false,
      seconds: 20,
      out: 'demo-out',
      record: false,
      help: false,
    });
  });

  it('records without a window', () => {
    const options = demoOptions(['--headless', '--seconds', '7.5', '--out', 'x', '--clip', 'a.mjpeg']);
    expect(options).toMatchObject({ record: true, headless: true, seconds: 7.5, out: 'x', clip: 'a.mjpeg' });
  });

  it.each([
    [['--seconds', '0']],
    [['--seconds', 'soon']],
    [['--seconds']],
    [['--camera', '--clip', 'a.mjpeg']],
    [['--what']],
    [['stray']],
  ])('refuses %j with a sentence', (args) => {
    expect(() => demoOptions(args)).toThrow(SetupError);
  });
});

describe('call server', () => {
  it('serves flat names of known kinds only', () => {
    expect(fileFor('/')).toBe('index.html');
    expect(fileFor('/call.js')).toBe('call.js');
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (url, tail) => {
        const name = fileFor(new URL(url).pathname + tail);
        expect(name === null || /^[a-z0-9-]+\.(html|js|css|svg)$/.test(name)).toBe(true);
      }),
    );
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/.env',
      '/a/b.js',
      '/call.mjs',
      '//call.js',
    ]) {
      expect(fileFor(path)).toBeNull();
    }
  });

  it('can be as strict as a real call site', () => {
    const policy = strictHeaders('abc')['content-security-policy'];
    expect(policy).toContain("script-src 'nonce-abc'");
    expect(policy).toContain("require-trusted-types-for 'script'");
  });
});

describe('finding a browser', () => {
  it.each([
    ['Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)', 156],
    ['Google Chrome for Testing 148.0.7778.97', 148],
    ['', null],
    ['Usage: chrome 1.2', null],
  ])('reads %j', (answer, version) => {
    expect(majorVersion(answer)).toBe(version);
  });

  it('looks where each system keeps browsers', () => {
    expect(usualPlaces('linux', { PATH: '/usr/bin' })).toContain('/usr/bin/chromium');
    expect(usualPlaces('darwin', { HOME: '/Users/a' })[0]).toMatch(/Google Chrome\.app\/Contents\/MacOS\//);
    expect(usualPlaces('win32', { PROGRAMFILES: 'C:\\Program Files' })[0]).toMatch(/chrome\.exe$/);
    expect(usualPlaces('linux', {})).toEqual([]);
  });
});
