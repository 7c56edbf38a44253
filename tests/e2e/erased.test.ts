/** What the browser's files still hold of the history after the user has deleted everything. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askBackground } from '../../scripts/lib/remote.mjs';
import type { StoredSpan } from '../../src/shared/types';
import { type Harness, launch, waitUntil } from './harness';

const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const TITLE = 'Farewell party';

let profile: string;
let harness: Harness;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'emojigen-erased-'));
  harness = await launch({ args: [`--user-data-dir=${profile}`], own: true });
});
afterAll(async () => {
  await harness?.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** The database files that hold the call's name, in either of the ways in which texts are written there. */
async function traces(): Promise<string[]> {
  const folder = join(profile, 'Default', 'IndexedDB');
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    // A file may go while it is looked at.
    const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
    if ([Buffer.from(TITLE), Buffer.from(TITLE, 'utf16le')].some((text) => bytes.includes(text)))
      found.push(name);
  }
  return found;
}

it('is nothing', async () => {
  const start = Date.now() - 3_600_000;
  const spans: StoredSpan[] = Array.from({ length: 500 }, (_, n) => ({
    ...{ expression: 'happy', start: start + n * 2000, duration: 1000, confidence: 0.9 },
    ...{ site: 'calls.example', callId: CALL },
  }));
  const part = { batch: crypto.randomUUID(), index: 0, last: true, spans, titles: { [CALL]: TITLE } };
  await askBackground(harness.popup, { type: 'import-part', ...part });
  await waitUntil('the browser has written it', async () => (await traces()).length > 0);
  await askBackground(harness.popup, { type: 'delete-all' });
  await waitUntil('its bytes are gone', async () => (await traces()).length === 0);
  expect(await harness.spans()).toEqual([]);
  expect(await askBackground(harness.popup, { type: 'get-storage' })).not.toHaveProperty('loss');
});
