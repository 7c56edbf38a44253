/** Composes an outgoing frame from a camera frame and a scene. */

import { characterOf } from '../../shared/avatar';
import { createUpright, uprightSize, withUpright } from '../../shared/frames/upright';
import type { OthersSee } from '../../shared/messages/call-tab';
import { decimate } from '../../shared/pixels/decimate';
import type { Artwork } from './artwork';
import { type AvatarPainter, createAvatarPainter, type Figure } from './avatar-painter';
import { companionDisc, type Disc, maskDisc, placementOf } from './drawing/avatar-place';
import { blendPatch, type PlanarPicture } from './drawing/blend';
import { createHeldFrame } from './drawing/held';
import { blacken, blur } from './drawing/obscure';
import { maskPlacement, type Placement } from './drawing/place';
import { popPlacements } from './drawing/pop';
import { type Patch, rasterise } from './drawing/rasterise';
import type { Colour, Sprite } from './drawing/sprite';
import type { Cover, Masked, Scene } from './scene';

/** Number of drawn emoji to keep: the next frame most likely needs them again. */
const KEPT_PATCHES = 8;

export interface Compositor {
  /** What the last outgoing frame showed; null before the first one. */
  readonly shows: OthersSee | null;
  /**
   * Resolves with the camera frame itself if there is nothing to draw, otherwise with a new, upright frame of the same
   * time and size. The caller closes both. If it rejects and `scene.cover` is set, nothing of the camera frame may be shown.
   */
  compose(frame: VideoFrame, scene: Scene, now: number): Promise<VideoFrame>;
  /** A frame of the same size that shows nothing of the camera. */
  cover(like: VideoFrame): VideoFrame;
  dispose(): void;
}

export function createCompositor(
  artwork: Artwork,
  createPainter: () => AvatarPainter = createAvatarPainter,
): Compositor {
  /** Created when the first character is drawn. */
  let painter: AvatarPainter | null = null;
  let failed = false;
  let shows: OthersSee | null = null;
  let buffer: Uint8Array = new Uint8Array(0);
  /** The frame for `hold`. Kept as bytes, since the encoder drops a VideoFrame that is sent twice. */
  const held = createHeldFrame();
  const patches = new Map<string, Patch>();
  const upright = createUpright();

  function patchOf(sprite: Sprite, emoji: string, side: number, roll: number, colour: Colour): Patch {
    const key = `${emoji} ${side} ${roll} ${colour.matrix} ${colour.fullRange}`;
    const patch = patches.get(key) ?? rasterise(sprite, side, roll);
    patches.delete(key);
    patches.set(key, patch);
    if (patches.size > KEPT_PATCHES) patches.delete(patches.keys().next().value!);
    return patch;
  }

  async function copy(frame: VideoFrame): Promise<PlanarPicture> {
    const { width, height } = frame.visibleRect!;
    const planar = frame.format === 'I420' || frame.format === 'NV12';
    // Other formats (GPU frames, 4:2:2) are copied as RGBA and converted to I420.
    const options: VideoFrameCopyToOptions = planar ? {} : { format: 'RGBA', colorSpace: 'srgb' };
    const size = frame.allocationSize(options);
    if (buffer.length !== size) buffer = new Uint8Array(size);
    const layout = await frame.copyTo(buffer, options);
    if (planar) return { format: frame.format as 'I420' | 'NV12', width, height, data: buffer, layout };
    const picture = decimate({ format: 'RGBA', width, height, data: buffer, layout }, 1);
    const luma = picture.width * picture.height;
    return {
      format: 'I420',
      ...picture,
      layout: [
        { offset: 0, stride: picture.width },
        { offset: luma, stride: picture.width / 2 },
        { offset: luma * 1.25, stride: picture.width / 2 },
      ],
    };
  }

  function draw(picture: PlanarPicture, sprite: Sprite, emoji: string, at: Placement, colour: Colour): void {
    lay(picture, patchOf(sprite, emoji, at.side, at.roll, colour), at);
  }

  /** Positions of the masks; null if a mask is missing. */
  async function drawMasks(
    picture: PlanarPicture,
    { masks }: Scene,
    colour: Colour,
  ): Promise<readonly Placement[] | null> {
    if (masks === null) return null;
    const placements: Placement[] = [];
    // One after the other: they share a canvas.
    for (const mask of masks) {
      const { figure } = mask;
      const place = await (figure
        ? drawFigure(picture, mask, figure, colour)
        : drawEmoji(picture, mask, colour));
      if (place === null) return null;
      placements.push(place);
    }
    return placements;
  }

  function drawEmoji(picture: PlanarPicture, mask: Masked, colour: Colour): Placement | null {
    const sprite = artwork.sprite(mask.emoji, colour) ?? neutral(colour);
    if (sprite === null) return null;
    const place = maskPlacement(mask, picture.width, picture.height);
    draw(picture, sprite, mask.emoji, { ...place, side: place.side * mask.scale }, colour);
    return place;
  }

  /** Draws the still emoji if the character cannot be drawn. */
  async function drawFigure(
    picture: PlanarPicture,
    mask: Masked,
    figure: Figure,
    colour: Colour,
  ): Promise<Placement | null> {
    const disc = maskDisc(mask, mask.scale, picture.width, picture.height);
    return (await paint(picture, figure, disc, colour))
      ? placementOf(disc)
      : drawEmoji(picture, mask, colour);
  }

  async function paint(picture: PlanarPicture, figure: Figure, disc: Disc, colour: Colour): Promise<boolean> {
    try {
      painter ??= createPainter();
      return await painter.paint(picture, figure, disc, colour);
    } catch (error) {
      painter = null;
      if (!failed) console.error('EmojiGen could not draw the character.', error);
      failed = true;
      return false;
    }
  }

  async function drawCompanion(
    picture: PlanarPicture,
    { companion }: Scene,
    colour: Colour,
  ): Promise<boolean> {
    if (companion === null) return false;
    const { character, corner, size, scale } = companion;
    const { width, height } = picture;
    const disc = companionDisc(characterOf(character), corner, size, scale, width, height);
    return paint(picture, companion, disc, colour);
  }

  const neutral = (colour: Colour): Sprite | null => artwork.sprite('1f610', colour);

  function drawPop(picture: PlanarPicture, { pop }: Scene, colour: Colour, now: number): void {
    const sprite = pop && artwork.sticker(pop.emoji, colour);
    if (!pop || !sprite) return;
    const { width, height } = picture;
    for (const at of popPlacements(pop, now, { ...pop, width, height })) {
      // A moving emoji is not cached: it would only evict patches that are used again.
      const patch = rasterise(sprite, at.side, at.roll);
      lay(picture, patch, at);
    }
  }

  function lay(picture: PlanarPicture, patch: Patch, { x, y, opacity }: Placement): void {
    const corner = (middle: number): number => 2 * Math.round((middle - patch.side / 2) / 2);
    blendPatch(picture, patch, corner(x), corner(y), opacity);
  }

  function hide(picture: PlanarPicture, cover: Cover, colour: Colour): void {
    if (cover === 'blur') blur(picture);
    else blacken(picture, colour.fullRange);
  }

  async function drawn(frame: VideoFrame, scene: Scene, now: number): Promise<VideoFrame> {
    const { cover, masks } = scene;
    held.look(scene.seen, now);
    const still = held.picture;
    if (cover === 'hold' && masks === null && fits(still, frame)) {
      shows = 'held';
      return toFrame(still, frame);
    }
    const picture = await copy(frame);
    const colour = colourOf(frame);
    const masked = cover === null ? null : await drawMasks(picture, scene, colour);
    if (cover !== null && masked === null) hide(picture, cover, colour);
    const beside = await drawCompanion(picture, scene, colour);
    shows = seenOf(scene, masked !== null, beside);
    drawPop(picture, scene, colour, now);
    if (cover === 'hold' && masked !== null) {
      const memory = held.offer(picture, masked, now);
      if (memory !== null && picture.data === buffer) buffer = memory;
    }
    return toFrame(picture, frame);
  }

  return {
    get shows() {
      return shows;
    },
    async compose(frame, scene, now) {
      const { cover, pop, companion } = scene;
      if (cover === null && pop === null && companion === null) {
        shows = 'camera';
        held.forget();
        return frame;
      }
      return withUpright(upright, frame, (shown) => drawn(shown, scene, now));
    },
    cover(like) {
      if (fits(held.picture, like)) {
        shows = 'held';
        return toFrame(held.picture, like);
      }
      shows = 'black';
      const { width, height } = uprightSize(like);
      const luma = width * height;
      const half = { stride: (width + 1) >> 1, size: ((width + 1) >> 1) * ((height + 1) >> 1) };
      const layout = [
        { offset: 0, stride: width },
        { offset: luma, stride: half.stride },
        { offset: luma + half.size, stride: half.stride },
      ];
      const data = new Uint8Array(luma + 2 * half.size);
      const picture: PlanarPicture = { format: 'I420', width, height, data, layout };
      blacken(picture, like.colorSpace.fullRange === true);
      return toFrame(picture, like);
    },
    dispose() {
      held.forget();
      painter = null;
      patches.clear();
      buffer = new Uint8Array(0);
    },
  };
}

function seenOf({ cover, masks }: Scene, masked: boolean, beside: boolean): OthersSee {
  if (cover === null) return beside ? 'companion' : 'camera';
  if (!masked) return cover === 'blur' ? 'blurred' : 'black';
  return masks?.some((mask) => mask.own && mask.figure) ? 'avatar' : 'mask';
}

function colourOf({ colorSpace, format }: VideoFrame): Colour {
  if (format !== 'I420' && format !== 'NV12') return { matrix: 'bt601', fullRange: false };
  return {
    matrix: colorSpace.matrix === 'bt709' ? 'bt709' : 'bt601',
    fullRange: colorSpace.fullRange === true,
  };
}

/** Colour space of the output of `decimate`. */
const CONVERTED: VideoColorSpaceInit = {
  matrix: 'smpte170m',
  primaries: 'bt709',
  transfer: 'iec61966-2-1',
  fullRange: false,
};

function toFrame({ data, format, width, height, layout }: PlanarPicture, like: VideoFrame): VideoFrame {
  // Firefox names no colour space, and would take a made picture for another one.
  const same = (like.format === 'I420' || like.format === 'NV12') && like.colorSpace.matrix !== null;
  return new VideoFrame(data, {
    format,
    layout: [...layout],
    codedWidth: width,
    codedHeight: height,
    displayWidth: like.displayWidth,
    displayHeight: like.displayHeight,
    timestamp: like.timestamp,
    ...(like.duration === null ? {} : { duration: like.duration }),
    colorSpace: same ? like.colorSpace.toJSON() : CONVERTED,
  });
}

function fits(held: PlanarPicture | null, frame: VideoFrame): held is PlanarPicture {
  const { width, height } = uprightSize(frame);
  return held !== null && held.width === width && held.height === height;
}
