import { deleteDB, openDB } from 'idb';

/**
 * Two databases that exist only while another one is deleted. Chromium's LevelDB, when a database is deleted, moves its log
 * into a table with all deleted rows, and rewrites the tables that were there before. The deletion of the first helper makes it
 * rewrite that table, and the second one makes it delete the file. Both must be there before, so that the table covers them.
 */
const HELPERS = ['emojigen-wipe-1', 'emojigen-wipe-2'];

/** Deletes the database `name` so that Chromium's files hold nothing of it, either (`npm run measure:deleted`). */
export async function wipeDatabase(name: string): Promise<void> {
  await each(openHelper);
  try {
    await deleteDB(name);
  } finally {
    await each((helper) => deleteDB(helper));
  }
}

async function openHelper(name: string): Promise<void> {
  const database = await openDB(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('nothing').put(0, 0),
  });
  database.close();
}

/** One after the other. Without them the database is deleted as well. */
async function each(work: (name: string) => Promise<void>): Promise<void> {
  for (const name of HELPERS) {
    await work(name).catch((error) =>
      console.warn('EmojiGen: the browser may keep remains of what was deleted', error),
    );
  }
}
