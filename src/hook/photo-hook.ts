/**
 * Runs in the page's MAIN world: photos of a track that replaces a camera. Browsers take photos of cameras only; for our
 * track the current frame is the photo.
 */
import type { Follow } from './follow';
import type { NativeDisguise, Realm, Replacements, StandIn } from './native-disguise';

type Callable = (...args: never[]) => unknown;

/** @param cameraOf the camera that a track replaces; undefined for any other track */
export type HookPhotos = (
  realm: Replacements,
  cameraOf: (track: unknown) => MediaStreamTrack | undefined,
) => void;

/** The format of cameras' photos. */
const PHOTO = { type: 'image/jpeg', quality: 0.92 };

/** @param window whose built-ins are saved, before page scripts run */
export function preparePhotoHook(
  window: Realm,
  { call }: Pick<NativeDisguise, 'call'>,
  follow: Follow,
): HookPhotos {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { ImageCapture, OffscreenCanvas, ImageBitmapRenderingContext, Reflect } = window;
  if (!ImageCapture || !OffscreenCanvas || !ImageBitmapRenderingContext) return () => {};
  const { getOwnPropertyDescriptor } = Reflect;
  const trackOf = getOwnPropertyDescriptor(ImageCapture.prototype, 'track')?.get as Callable | undefined;
  const grabFrame = (ImageCapture.prototype as { grabFrame?: Callable }).grabFrame;
  const { getContext, convertToBlob } = OffscreenCanvas.prototype;
  const { transferFromImageBitmap } = ImageBitmapRenderingContext.prototype;
  const bitmaps = window.ImageBitmap?.prototype;
  const widthOf = bitmaps && (getOwnPropertyDescriptor(bitmaps, 'width')?.get as Callable);
  const heightOf = bitmaps && (getOwnPropertyDescriptor(bitmaps, 'height')?.get as Callable);
  if (!trackOf || !grabFrame || !widthOf || !heightOf) return () => {};

  function encode(bitmap: unknown): unknown {
    const [width, height] = [call(widthOf!, bitmap, []), call(heightOf!, bitmap, [])] as [number, number];
    const canvas = new OffscreenCanvas(width, height);
    const context = call(getContext as Callable, canvas, ['bitmaprenderer']);
    call(transferFromImageBitmap as Callable, context, [bitmap]);
    return call(convertToBlob as Callable, canvas, [{ __proto__: null, ...PHOTO }]);
  }

  return ({ replace, prototypeOf }, cameraOf) => {
    const owner = prototypeOf('ImageCapture');
    const camera = (self: unknown): MediaStreamTrack | undefined => {
      try {
        return cameraOf(call(trackOf, self, []));
      } catch {
        return undefined;
      }
    };
    // The browser also refuses by a promise whose reason has our lines, whatever the track is.
    const passOn = (value: unknown): unknown => value;
    const takePhoto: StandIn = (native, self, args, { tidy }) =>
      camera(self) === undefined
        ? follow(call(native, self, args), passOn, tidy)
        : follow(call(grabFrame, self, []), encode, tidy);
    replace(owner, 'takePhoto', takePhoto, { rejects: true });
    // The camera's own capabilities and settings.
    const ofCamera: StandIn = (native, self, args, { tidy }) => {
      const own = camera(self);
      return follow(call(native, own === undefined ? self : new ImageCapture(own), args), passOn, tidy);
    };
    replace(owner, 'getPhotoCapabilities', ofCamera, { rejects: true });
    replace(owner, 'getPhotoSettings', ofCamera, { rejects: true });
  };
}
