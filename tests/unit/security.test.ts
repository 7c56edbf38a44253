/** The manifests of all builds, against what the documents promise. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auditVerdict } from '../../scripts/lib/audit.mjs';
import { ROOT } from '../../scripts/lib/toolchain.mjs';
import { CALL_SITES, LOCAL_SITES, OTHER_SITES } from '../../src/shared/sites/matches';
import config from '../../wxt.config';

type Manifest = Record<string, unknown> & {
  permissions: string[];
  host_permissions: string[];
  optional_host_permissions: string[];
  content_security_policy: Record<string, string>;
  web_accessible_resources: { resources: string[]; matches: string[]; use_dynamic_url?: boolean }[];
  minimum_chrome_version?: string;
  browser_specific_settings?: {
    gecko: { strict_min_version: string; data_collection_permissions: { required: string[] } };
  };
};

const manifestFor = (browser: string, mode: string): Manifest => {
  const { manifest } = config as unknown as { manifest: (env: object) => Manifest };
  return manifest({ browser, mode, manifestVersion: 3, command: 'build' });
};
const read = (path: string): string => readFileSync(ROOT + path, 'utf8');
const BUILDS = ['chrome', 'edge', 'firefox'].flatMap((browser) =>
  ['production', 'store'].map((mode) => [browser, mode] as const),
);

describe.each(BUILDS)('the manifest for %s, %s', (browser, mode) => {
  const manifest = manifestFor(browser, mode);

  it('lets pages run their own code and WebAssembly, and speak with themselves only', () => {
    expect(manifest.content_security_policy).toEqual({
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'; connect-src 'self'",
    });
  });

  it('asks for exactly the permissions that docs/permissions.md gives a reason for', () => {
    const table = read('docs/permissions.md').split('## The rest of the manifest')[1]!;
    const rows = [...table.matchAll(/^\| `(\w+)` \| (.+?) \|/gm)].map(([, name, reason]) => [name, reason]);
    const known = rows.map(([name]) => name);
    expect([...manifest.permissions].sort()).toEqual(
      known.filter((name) => name !== 'offscreen' || browser !== 'firefox').sort(),
    );
    for (const [, reason] of rows) expect(reason!.length).toBeGreaterThan(5);
  });

  it('reaches the call sites that are listed there, and no other unasked', () => {
    expect(manifest.host_permissions).toEqual(
      mode === 'store' ? CALL_SITES : [...CALL_SITES, ...LOCAL_SITES],
    );
    for (const pattern of CALL_SITES) expect(pattern).toMatch(/^https:\/\/(\*\.)?[a-z.]+\.[a-z]+\/\*$/);
    expect(manifest.optional_host_permissions).toEqual(OTHER_SITES);
  });

  it('shows web pages its emoji only', () => {
    expect(manifest.web_accessible_resources).toHaveLength(1);
    const [pictures] = manifest.web_accessible_resources;
    expect(pictures!.resources).toEqual(['emoji/*.webp']);
    // Firefox gives every installation addresses of its own.
    expect(pictures!.use_dynamic_url).toBe(browser === 'firefox' ? undefined : true);
  });

  it('takes no messages from web pages or other extensions, and no code from elsewhere', () => {
    for (const key of [
      'externally_connectable',
      'sandbox',
      'update_url',
      'devtools_page',
      'chrome_url_overrides',
    ])
      expect(manifest).not.toHaveProperty(key);
  });
});

describe('the oldest browsers', () => {
  it('are the ones that the tools and documents name', () => {
    const chrome = manifestFor('chrome', 'store').minimum_chrome_version!;
    expect(read('scripts/lib/find-browser.mjs')).toContain(`OLDEST = ${chrome};`);
    expect(read('README.md')).toContain(`${chrome} or newer`);
    const { gecko } = manifestFor('firefox', 'store').browser_specific_settings!;
    const firefox = gecko.strict_min_version.split('.')[0]!;
    expect(read('scripts/lib/find-firefox.mjs')).toContain(`OLDEST = ${firefox};`);
    expect(read('docs/firefox.md')).toContain(`Firefox ${firefox}`);
    expect(gecko.data_collection_permissions).toEqual({ required: ['none'] });
  });
});

describe('the list of known holes', () => {
  const answer = (severity: string) =>
    JSON.stringify({ vulnerabilities: { x: { severity } }, metadata: { vulnerabilities: { total: 1 } } });

  it('fails the check where one is high', () => {
    expect(auditVerdict(answer('critical')).ok).toBe(false);
    expect(auditVerdict(answer('high'))).toEqual({ ok: false, message: expect.stringContaining(' x:') });
    expect(auditVerdict(answer('low')).ok).toBe(true);
  });

  it('is not needed: without a network that is said', () => {
    expect(auditVerdict('')).toEqual({ ok: true, message: expect.stringContaining('not checked') });
    expect(auditVerdict('{"message":"405"}')).toEqual({
      ok: true,
      message: expect.stringContaining('not checked'),
    });
  });
});
