/** Phones and tablets that are turned store that beside the pixels, which keep the sensor's orientation. */

/** A picture as the camera gave it. Older browsers know neither property. */
type Turned = VideoFrame & { readonly rotation?: number; readonly flip?: boolean };

/**
 * Returns pictures as people see them: the picture itself if it is upright, otherwise a new one, turned and mirrored as
 * it says, which the caller closes. Faces are found, and emoji are drawn, the right way up only there.
 */
export type Upright = (picture: VideoFrame) => VideoFrame;

export function createUpright(): Upright {
  /** Made for the first picture that is turned. */
  let context: OffscreenCanvasRenderingContext2D | null = null;

  return (picture) => {
    const { rotation = 0, flip = false } = picture as Turned;
    if (rotation === 0 && !flip) return picture;
    const { width, height } = uprightSize(picture);
    context ??= new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    const { canvas } = context;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    // The browser turns what it draws.
    context.drawImage(picture, 0, 0, width, height);
    const { timestamp, duration } = picture;
    return new VideoFrame(canvas, { timestamp, ...(duration !== null && { duration }), alpha: 'discard' });
  };
}

/** Runs `use` on the upright picture and closes it if it is not the picture itself. */
export async function withUpright<T>(
  upright: Upright,
  picture: VideoFrame,
  use: (picture: VideoFrame) => Promise<T>,
): Promise<T> {
  const shown = upright(picture);
  try {
    return await use(shown);
  } finally {
    if (shown !== picture) shown.close();
  }
}

/** The size of what is shown of a picture, in pixels, as people see it. */
export function uprightSize(picture: VideoFrame): { readonly width: number; readonly height: number } {
  const { width, height } = picture.visibleRect!;
  const { rotation = 0 } = picture as Turned;
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}
