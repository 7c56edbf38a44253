/**
 * `npm run measure:deleted`: what the browser's own files still hold of deleted database rows: at once, after ten seconds and
 * after a restart. `-- --rows N` writes more than 1000 rows, `--way NAME` tries one way only. Every deleted row had a text of its own; counted is how many of them are found. Compressed rows hide some.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowser } from './lib/launch.mjs';
import { sleep } from './lib/remote.mjs';
import { runMain } from './lib/toolchain.mjs';

const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '1000' }, way: { type: 'string' } },
});
const ROWS = Number(options.rows);
/** Rows that are deleted. */
const DELETED = 500;

/** Rows in a database, each with a text of its own; then the first ones are deleted, or all of them. */
const WAYS = {
  rows: 'rows are deleted',
  swept: 'rows are deleted, and files are rewritten as EmojiGen does (src/shared/history/wipe.ts)',
  database: 'their database is deleted',
  wiped: 'their database is deleted, and files are rewritten as EmojiGen does',
  bucket: 'their storage bucket is deleted',
  sqlite: "rows are deleted, in Chromium's newer storage (--enable-features=IdbSqliteBackingStore)",
};

/** In the page. @returns the texts of the rows that `remove()` deletes */
async function write(way, rows, deleted) {
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
      if (name !== 'history') store.put({ call: '' });
    };
    return done(opening);
  };
  const remake = async (name, deletes) => {
    if (deletes) await done(indexedDB.deleteDatabase(name));
    (await open(indexedDB, name)).close();
  };
  const helpers = way === 'swept' || way === 'wiped' ? ['1', '2'] : [];
  const factory = way === 'bucket' ? (await navigator.storageBuckets.open('history')).indexedDB : indexedDB;
  for (const name of helpers) await remake(name, false);
  const database = await open(factory, 'history');
  const marks = [];
  for (let from = 0; from < rows; from += 50) {
    const writing = database.transaction('spans', 'readwrite', { durability: 'strict' });
    for (let n = from; n < from + 50; n++) {
      const call = crypto.randomUUID();
      if (n < deleted) marks.push(call);
      writing.objectStore('spans').add({ start: n, call });
    }
    await end(writing);
  }
  window.remove = async () => {
    if (way === 'rows' || way === 'sqlite' || way === 'swept') {
      const writing = database.transaction('spans', 'readwrite', { durability: 'strict' });
      const store = writing.objectStore('spans');
      store.delete(IDBKeyRange.upperBound(deleted));
      if (way === 'swept') for (const mark of marks) store.index('call').count(mark);
      await end(writing);
    }
    database.close();
    const since = performance.now();
    if (way === 'swept') for (const name of [...helpers, ...helpers]) await remake(name, true);
    if (way === 'database' || way === 'wiped') await done(factory.deleteDatabase('history'));
    if (way === 'wiped') for (const name of helpers) await done(indexedDB.deleteDatabase(name));
    if (way === 'bucket') await navigator.storageBuckets.delete('history');
    return Math.round(performance.now() - since);
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
    const marks = await page.evaluate(write, way, ROWS, DELETED);
    await sleep(1000);
    counts.before = await traces(profile, marks);
    counts.milliseconds = await page.evaluate('remove()');
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
  for (const [way, what] of Object.entries(WAYS))
    if (!options.way || options.way === way) console.log(what, await measure(way, url));
  server.close();
  return 0;
});
