/** The extension's own files, as a call page gets them. */
import { browser } from 'wxt/browser';
import { type ArtworkPicture, fetchPicture } from '../outgoing/artwork';

export const fileUrl = (path: string): string => browser.runtime.getURL(path as never);

/** What is drawn into the outgoing picture is always the shipped artwork: text cannot be drawn the same everywhere. */
export const shippedPicture = (codePoints: string): Promise<ArtworkPicture> =>
  fetchPicture(fileUrl(`/emoji/${codePoints}.webp`));
