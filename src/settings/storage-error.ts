/** What an error of `storage.local` means for the user: the browser's own words are about quotas and databases. */

const FULL = /quota|no space|disk full/i;

export class StorageError extends Error {
  override readonly name = 'StorageError';

  /** @param what that could not be done, as a verb: `read`, `saved` */
  constructor(what: 'read' | 'saved', cause: unknown) {
    const isFull = FULL.test(cause instanceof Error ? `${cause.name} ${cause.message}` : String(cause));
    super(
      isFull
        ? 'There is no room left on this device for your settings. What was saved before is still there.'
        : `Your settings cannot be ${what} right now. Restarting the browser often helps.`,
      { cause },
    );
  }
}
