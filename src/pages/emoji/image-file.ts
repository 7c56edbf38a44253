import { strippedAnimation } from '../../shared/emoji/image-metadata';
import { checkFile, checkSize, ImageError, MOST_BYTES, type NewImage } from '../../shared/emoji/own-images';
import { WORDS } from '../../shared/emoji/words';

/** The browser's part, on a file. */
export interface ImageCodec {
  /** Width and height in pixels; rejects if it is no picture that the browser can show. */
  decode(file: Blob): Promise<{ readonly width: number; readonly height: number }>;
  /** The picture drawn and encoded anew, with nothing in it but pixels; of a moving one, its first. */
  encode(file: Blob): Promise<Blob>;
}

/**
 * The file as an image to keep, without what cameras and programs write into files (place, time, device): still
 * pictures are encoded anew, moving ones lose all parts that are not needed to show them.
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
    // As the picture is meant to stand: the turn that EXIF asks for is made before EXIF goes.
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
