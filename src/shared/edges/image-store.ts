import { type NewImage, type OwnImage, parseOwnImages, withImage } from '../emoji/own-images';
import { createQueue } from '../queue';
import { browserArea } from './settings-store';

/** Storage key of the user's own images, separate from the settings, which are read often and stay small. */
export const IMAGES_KEY = 'ownImages';

/** One value on the disk. */
export interface ImageArea {
  get(): Promise<unknown>;
  set(value: unknown): Promise<void>;
  /** Calls back with each new value (undefined when removed) until the returned function is called. */
  watch(changed: (value: unknown) => void): () => void;
}

/** The user's own images. Only the background changes them. */
export interface ImageStore {
  /** Always valid images, whatever is stored. Rejects only if storage itself fails. */
  list(): Promise<readonly OwnImage[]>;
  /** Resolves with all images, the new one last. @throws ImageError if there are too many */
  add(image: NewImage): Promise<readonly OwnImage[]>;
  /** Resolves with the remaining images. */
  remove(id: string): Promise<readonly OwnImage[]>;
  /** Calls back after every change by any page. Returns a function that stops. */
  watch(changed: (images: readonly OwnImage[]) => void): () => void;
}

/** The image store over `area`. */
export function createImageStore(area: ImageArea = browserArea(IMAGES_KEY)): ImageStore {
  const inTurn = createQueue();
  const list = async (): Promise<readonly OwnImage[]> => parseOwnImages(await area.get());

  /** One at a time, each on the result of the previous one. */
  function change(make: (images: readonly OwnImage[]) => readonly OwnImage[]) {
    return inTurn(async () => {
      const next = make(await list());
      await area.set(next);
      return next;
    });
  }

  return {
    list,
    add: (image) => change((images) => withImage(images, image)),
    remove: (id) => change((images) => images.filter((image) => image.id !== id)),
    watch: (changed) => area.watch((value) => changed(parseOwnImages(value))),
  };
}
