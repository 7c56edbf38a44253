/**
 * `npm run measure:deleted`: what the browser's own files still hold of deleted database rows: at once, after ten seconds and
 * after a restart. Counts a text that stood in every deleted row; compressed rows hide some.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from './lib/launch.mjs';
import { sleep } from './lib/remote.mjs';
import { runMain } from './lib/toolchain.mjs';

const MARK = 'DELETEDMARK';
const ROWS = 1000;

/** In the page: rows in a database, every second one with the mark; then `way` deletes those. */
const WAYS = {
  rows: 'rows are deleted',
  database: 'the database is deleted',
  bucket: 'the storage bucket with the database is deleted',
};

async function write(way, mark, rows) {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const factory = way === 'bucket' ? (await navigator.storageBuckets.open('history')).indexedDB : indexedDB;
  const opening = factory.open('history', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('spans', { autoIncrement: true });
  const database = await done(opening);
  for (let from = 0; from < rows; from += 50) {
    const writing = database.transaction('spans', 'readwrite', { durability: 'strict' });
    for (let n = from; n < from + 50; n++)
      writing.objectStore('spans').add({ start: n, site: n % 2 ? `${mark}-${n}` : `kept-${n}` });
    await new Promise((resolve) => {
      writing.oncomplete = resolve;
    });
  }
  window.remove = async () => {
    if (way === 'rows') {
      const writing = database.transaction('spans', 'readwrite', { durability: 'strict' });
      for (let key = 2; key <= rows; key += 2) writing.objectStore('spans').delete(key);
      await new Promise((resolve) => {
        writing.oncomplete = resolve;
      });
    }
    database.close();
    if (way === 'database') await done(factory.deleteDatabase('history'));
    if (way === 'bucket') await navigator.storageBuckets.delete('history');
  };
}

async function traces(profile) {
  let count = 0;
  const texts = [Buffer.from(MARK), Buffer.from(MARK, 'utf16le')];
  for (const name of await readdir(join(profile, 'Default'), { recursive: true })) {
    // A file may go while it is looked at; folders cannot be read.
    const bytes = await readFile(join(profile, 'Default', name)).catch(() => Buffer.alloc(0));
    for (const text of texts)
      for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) count++;
  }
  return count;
}

async function measure(way, url) {
  const profile = await mkdtemp(join(tmpdir(), 'emojigen-deleted-'));
  const counts = {};
  try {
    const args = [`--user-data-dir=${profile}`];
    let browser = await startBrowser({ args });
    const page = await browser.newPage();
    await page.goto(url);
    await page.evaluate(write, way, MARK, ROWS);
    await sleep(1000);
    counts.before = await traces(profile);
    await page.evaluate('remove()');
    counts['at once'] = await traces(profile);
    await sleep(10_000);
    counts['after 10 s'] = await traces(profile);
    await browser.close();
    browser = await startBrowser({ args });
    const again = await browser.newPage();
    await again.goto(url);
    await again.evaluate(async () => void (await indexedDB.databases()));
    await sleep(3000);
    counts['after a restart'] = await traces(profile);
    await browser.close();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return counts;
}

await runMain(async () => {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<title>measure</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${server.address().port}/`;
  for (const [way, what] of Object.entries(WAYS)) console.log(what, await measure(way, url));
  server.close();
  return 0;
});
