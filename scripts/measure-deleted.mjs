/**
 * `npm run measure:deleted`: what the browser's own files still hold of deleted database rows: at once, after ten seconds and
 * after a restart. Every deleted row had a text of its own; counted is how many of them are found. Compressed rows hide some.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from './lib/launch.mjs';
import { sleep } from './lib/remote.mjs';
import { runMain } from './lib/toolchain.mjs';

const ROWS = 1000;

/** Rows in a database, every second one with a text of its own; then those are deleted. */
const WAYS = {
  rows: 'rows are deleted',
  database: 'their database is deleted',
  wiped:
    'their database is deleted beside two others, as "Delete everything" does (src/shared/history/wipe.ts)',
  bucket: 'their storage bucket is deleted',
  sqlite: "rows are deleted, in Chromium's newer storage (--enable-features=IdbSqliteBackingStore)",
};

/** In the page. @returns the texts of the rows that `remove()` deletes */
async function write(way, rows) {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const end = (writing) =>
    new Promise((resolve, reject) => {
      writing.oncomplete = resolve;
      writing.onabort = () => reject(writing.error);
    });
  const open = (factory, name) => {
    const opening = factory.open(name, 1);
    opening.onupgradeneeded = () => {
      const store = opening.result.createObjectStore('spans', { autoIncrement: true });
      store.createIndex('call', 'call');
    };
    return done(opening);
  };
  const factory = way === 'bucket' ? (await navigator.storageBuckets.open('history')).indexedDB : indexedDB;
  const database = await open(factory, 'history');
  const marks = [];
  for (let from = 0; from < rows; from += 50) {
    const writing = database.transaction('spans', 'readwrite', { durability: 'strict' });
    for (let n = from; n < from + 50; n++) {
      const call = crypto.randomUUID();
      if (n % 2) marks.push(call);
      writing.objectStore('spans').add({ start: n, call });
    }
    await end(writing);
  }
  window.remove = async () => {
    if (way === 'rows' || way === 'sqlite') {
      const writing = database.transaction('spans', 'readwrite', { durability: 'strict' });
      for (let key = 2; key <= rows; key += 2) writing.objectStore('spans').delete(key);
      await end(writing);
    }
    database.close();
    const helpers = way === 'wiped' ? ['1', '2'] : [];
    for (const name of helpers) {
      const helper = await open(indexedDB, name);
      helper.transaction('spans', 'readwrite').objectStore('spans').put(0, 0);
      helper.close();
    }
    if (way === 'database' || way === 'wiped') await done(factory.deleteDatabase('history'));
    for (const name of helpers) await done(indexedDB.deleteDatabase(name));
    if (way === 'bucket') await navigator.storageBuckets.delete('history');
  };
  return marks;
}

async function traces(profile, marks) {
  let all = '';
  for (const name of await readdir(join(profile, 'Default'), { recursive: true })) {
    // A file may go while it is looked at; folders cannot be read.
    all += await readFile(join(profile, 'Default', name), 'latin1').catch(() => '');
  }
  // Keys are in UTF-16.
  const narrow = all.replaceAll('\0', '');
  return marks.filter((mark) => all.includes(mark) || narrow.includes(mark)).length;
}

async function measure(way, url) {
  const profile = await mkdtemp(join(tmpdir(), 'emojigen-deleted-'));
  const counts = {};
  try {
    const newer = way === 'sqlite' ? ['--enable-features=IdbSqliteBackingStore'] : [];
    const args = [`--user-data-dir=${profile}`, ...newer];
    let browser = await startBrowser({ args });
    const page = await browser.newPage();
    await page.goto(url);
    const marks = await page.evaluate(write, way, ROWS);
    await sleep(1000);
    counts.before = await traces(profile, marks);
    await page.evaluate('remove()');
    counts['at once'] = await traces(profile, marks);
    await sleep(10_000);
    counts['after 10 s'] = await traces(profile, marks);
    await browser.close();
    browser = await startBrowser({ args });
    const again = await browser.newPage();
    await again.goto(url);
    await again.evaluate(async () => void (await indexedDB.databases()));
    await sleep(3000);
    counts['after a restart'] = await traces(profile, marks);
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
