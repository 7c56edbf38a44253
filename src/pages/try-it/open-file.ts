/** Opens what a user has chosen or dropped: what is shown changes only once it is known that it can be shown. */
import { NoPictureError, openVideo, seek } from './video-file';
import { WORDS } from './words';

/** `shown`: what the page shows of a photograph. `video`: it can be played; the page's own element plays it. */
export type Opened =
  | { readonly kind: 'photo'; readonly image: ImageBitmap; readonly shown: Blob }
  | { readonly kind: 'video'; readonly name: string };

const PHOTO_NAME = /\.(avif|bmp|gif|hei[cf]|jpe?g|jxl|png|svg|tiff?|webp)$/i;
const VIDEO_NAME = /\.(3gp|avi|m4v|mkv|mov|mp4|mpe?g|ogv|webm|wmv)$/i;
const MAY_MOVE = /^image\/(gif|webp|avif|apng)$/;
/** Longer side of a picture that is shown in place of an animation, in pixels. */
const LARGEST_SHOWN = 1920;
/** Larger files of unknown kind are no photographs; to try, a browser would read all of them. Bytes. */
const LARGEST_UNKNOWN = 100e6;

/** @throws Error in plain words if it can be neither seen nor played */
export async function openFile(file: File, signal: AbortSignal): Promise<Opened> {
  const { type, name, size } = file;
  const { errors } = WORDS;
  if (size === 0) throw new Error(errors.empty);
  if (type.startsWith('image/') || (type === '' && PHOTO_NAME.test(name))) return openPhoto(file);
  const isVideo = /^(video|audio)\//.test(type) || (type === '' && VIDEO_NAME.test(name));
  if (!isVideo && type === '' && size < LARGEST_UNKNOWN) {
    const photo = await openPhoto(file).catch(() => null);
    if (photo !== null) return photo;
  }
  if (!isVideo && type !== '') throw new Error(errors.kind);
  await tryVideo(file, signal).catch((error) => {
    if (error instanceof NoPictureError) throw new Error(errors.sound);
    throw new Error(isVideo ? errors.video : errors.kind);
  });
  return { kind: 'video', name };
}

/** @throws Error in plain words */
export async function openPhoto(blob: Blob): Promise<Opened> {
  const image = await createImageBitmap(blob).catch(() => {
    throw new Error(WORDS.errors.photo);
  });
  return { kind: 'photo', image, shown: await stillOf(blob, image) };
}

/** Of an animation the first picture is analysed, so that one is shown. */
async function stillOf(blob: Blob, image: ImageBitmap): Promise<Blob> {
  if (!MAY_MOVE.test(blob.type)) return blob;
  const scale = Math.min(1, LARGEST_SHOWN / Math.max(image.width, image.height));
  const canvas = new OffscreenCanvas(
    Math.max(Math.round(image.width * scale), 1),
    Math.max(Math.round(image.height * scale), 1),
  );
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob();
}

/** Opens it in an element that nobody sees. */
async function tryVideo(file: Blob, signal: AbortSignal): Promise<void> {
  const url = URL.createObjectURL(file);
  const video = document.createElement('video');
  video.muted = true;
  try {
    await openVideo(video, url, signal);
    // Some damage shows only now.
    await seek(video, 0, signal);
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}
