import { checkFile, checkSize, ImageError, type NewImage } from '../../shared/emoji/own-images';
import { WORDS } from '../../shared/emoji/words';

/** Width and height in pixels; rejects where it is no picture that the browser can show. */
export type Decode = (file: Blob) => Promise<{ readonly width: number; readonly height: number }>;

/**
 * The file as an image to keep. It is decoded once, so that nothing is kept that cannot be shown.
 * @throws ImageError
 */
export async function readImageFile(file: File, decode: Decode = decodeInBrowser): Promise<NewImage> {
  checkFile(file.type, file.size);
  const { width, height } = await decode(file).catch(() => {
    throw new ImageError(WORDS.errors.unreadableImage);
  });
  checkSize(width, height);
  return { name: file.name, dataUrl: await dataUrlOf(file) };
}

const decodeInBrowser: Decode = async (file) => {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
};

function dataUrlOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new ImageError(WORDS.errors.unreadable));
    reader.readAsDataURL(file);
  });
}
