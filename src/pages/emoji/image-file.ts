import { strippedAnimation } from '../../shared/emoji/image-metadata';
import { checkFile, checkSize, ImageError, MOST_BYTES, type NewImage } from '../../shared/emoji/own-images';
import { WORDS } from '../../shared/emoji/words';

/** The browser's image functions. */
export interface ImageCodec {
  /** Width and height in pixels; rejects if the browser cannot show it. */
  decode(file: Blob): Promise<{ readonly width: number; readonly height: number }>;
  /** The image drawn and encoded again, so that only pixels remain; the first frame of an animation. */
  encode(file: Blob): Promise<Blob>;
}

/**
 * Reads a file as an image to store, without the metadata that cameras and programs write (place, time, device): still
 * images are encoded again, animated ones lose all parts that are not needed to show them.
 * @throws ImageError
 */
export async function readImageFile(file: File, codec: ImageCodec = browserCodec): Promise<NewImage> {
  checkFile(file.type, file.size);
  const unreadable = (): never => {
    throw new ImageError(WORDS.errors.unreadableImage);
  };
  const { width, height } = await codec.decode(file).catch(unreadable);
  checkSize(width, height);
  const moving = strippedAnimation(new Uint8Array(await file.arrayBuffer()));
  const kept = moving ? new Blob([moving], { type: file.type }) : await codec.encode(file).catch(unreadable);
  checkFile(kept.type, kept.size);
  return { name: file.name, dataUrl: await dataUrlOf(kept) };
}

const browserCodec: ImageCodec = {
  async decode(file) {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  },
  async encode(file) {
    // Applies the rotation from EXIF before EXIF is removed.
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    try {
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
      const exact = await canvas.convertToBlob({ type: 'image/png' });
      if (exact.size <= MOST_BYTES) return exact;
      return await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
    } finally {
      bitmap.close();
    }
  },
};

function dataUrlOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new ImageError(WORDS.errors.unreadable));
    reader.readAsDataURL(file);
  });
}
