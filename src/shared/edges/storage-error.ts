/** Explains an error of `storage.local` to the user: the browser's own words are about quotas and databases. */
import { WORDS } from '../settings/words';

const FULL = /quota|no space|disk full/i;

export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(what: 'read' | 'saved', cause: unknown) {
    const isFull = FULL.test(cause instanceof Error ? `${cause.name} ${cause.message}` : String(cause));
    super(isFull ? WORDS.full : what === 'read' ? WORDS.unread : WORDS.unsaved, { cause });
  }
}
