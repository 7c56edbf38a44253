import { describe, expect, it } from 'vitest';
import { foreignIn } from '../../scripts/lib/built-addresses.mjs';

const SITES = ['https://meet.google.com/*', 'https://*.zoom.us/*'];

describe('addresses in built code', () => {
  it.each([
    ['a library’s own hub', 'a.url="https://tfhub.dev/mediapipe/1"', ['https://tfhub.dev/mediapipe/1']],
    ['a socket', '`wss://collect.example.org/x`', ['wss://collect.example.org/x']],
    [
      'a site that only begins like a call site',
      "'https://meet.google.com.evil.example/'",
      ['https://meet.google.com.evil.example/'],
    ],
    ['twice the same', '"https://a.example" "https://a.example"', ['https://a.example']],
  ])('are found: %s', (_, code, found) => {
    expect(foreignIn(code, SITES)).toEqual(found);
  });

  it.each([
    'matches:["https://meet.google.com/*","https://*.zoom.us/*"]',
    'createElementNS("http://www.w3.org/2000/svg")',
    '// see https://github.com/tensorflow/tfjs/issues/1735',
    '"http://localhost/*"',
    'url.protocol === "https:"',
  ])('may stand there: %s', (code) => {
    expect(foreignIn(code, SITES)).toEqual([]);
  });
});
