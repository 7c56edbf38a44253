/**
 * Makes Chromium rewrite its files, so that they hold nothing of what was deleted. Its LevelDB only marks rows as deleted, and
 * drops them when it merges tables. Deleting a database makes it write its log into a table, and merge the tables in which that
 * database stood with the newer ones. So two small helpers stand beside the history: deleting and making one after the other
 * merges everything down to the helper of the round before, twice, after which the old files are gone. Where the browser works in
 * another way, this does nothing, and costs little. `npm run measure:deleted` shows what remains.
 */
import { deleteDB, openDB } from 'idb';
import { createQueue } from '../queue';

/** The first writes out what is in memory, the second deletes the files that were merged. */
const ROUNDS = 2;

export interface Wiper {
  /** Makes the helpers; they must be there before rows are. */
  prepare(): Promise<void>;
  /** Rewrites the files after rows were deleted. Never rejects: the rows are deleted all the same. */
  sweep(): Promise<void>;
  /** Deletes the database, whatever its state, and the helpers. Rejects if the database cannot be deleted. */
  destroy(): Promise<void>;
}

/** @param name of the database */
export function createWiper(name: string): Wiper {
  const helpers = [`${name}-wipe-1`, `${name}-wipe-2`];
  const inTurn = createQueue();
  /** A sweep that has not begun: it covers everything that is deleted until then. */
  let next: Promise<void> | null = null;

  /** One helper after the other. */
  async function each(work: (helper: string) => Promise<void>): Promise<void> {
    for (const helper of helpers) {
      await work(helper).catch((error) =>
        console.warn('EmojiGen: the browser may keep remains of what was deleted', error),
      );
    }
  }

  return {
    prepare: () => inTurn(() => each(makeHelper)),
    sweep() {
      next ??= inTurn(async () => {
        next = null;
        for (let round = 0; round < ROUNDS; round++) {
          await each(async (helper) => {
            await deleteDB(helper);
            await makeHelper(helper);
          });
        }
      });
      return next;
    },
    destroy: () =>
      inTurn(async () => {
        await each(makeHelper);
        try {
          await deleteDB(name);
        } finally {
          await each((helper) => deleteDB(helper));
        }
      }),
  };
}

async function makeHelper(name: string): Promise<void> {
  const database = await openDB(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('nothing').put(0, 0),
  });
  database.close();
}
