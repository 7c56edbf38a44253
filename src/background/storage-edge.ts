/** What the extension's own data takes on the disk, in bytes; null where the browser does not say. */
export async function bytesUsed(): Promise<number | null> {
  const estimate: (StorageEstimate & { usageDetails?: { indexedDB?: number } }) | undefined =
    await navigator.storage?.estimate();
  return estimate?.usageDetails?.indexedDB ?? estimate?.usage ?? null;
}
