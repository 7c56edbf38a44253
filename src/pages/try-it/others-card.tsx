/** What others would see in a call: every character over the face, and one beside it. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { characterOf, drawCharacter } from '../../shared/avatar';
import type { Brush } from '../../shared/avatar/brush';
import { parseCoefficients } from '../../shared/avatar/coefficients';
import { createFelt } from '../../shared/avatar/felt';
import { CHARACTERS, type CharacterId } from '../../shared/avatar/ids';
import { type Look, lookOf } from '../../shared/avatar/look';
import { createMotion } from '../../shared/avatar/motion';
import { createOneEuro } from '../../shared/avatar/one-euro';
import type { Rect } from '../../shared/types';
import { WORDS as AVATAR } from '../ui/avatar/words';
import type { FrameSample } from './sample';
import type { Source } from './use-analysis';

/** Pixels of a tile's canvas. */
const [WIDTH, HEIGHT] = [400, 300];
/** As in a call: radius of the disc over a face in face heights, and of a companion in picture heights. */
const OVER = 0.74;
const BESIDE = 0.15;

export interface OthersCardProps {
  readonly video: RefObject<HTMLVideoElement>;
  readonly source: Source;
  readonly sample: FrameSample | null;
  readonly mirror: boolean;
}

interface Tile {
  readonly character: CharacterId;
  readonly over: boolean;
}
const TILES: readonly Tile[] = [
  ...CHARACTERS.map((character) => ({ character, over: true })),
  { character: 'fox', over: false },
];

export function OthersCard({ video, source, sample, mirror }: OthersCardProps) {
  const canvases = useRef<(HTMLCanvasElement | null)[]>([]);
  const newest = useRef<FrameSample | null>(null);
  const photo = useRef<HTMLImageElement | null>(null);
  newest.current = sample;

  useEffect(() => {
    if (source.kind !== 'photo') return;
    const image = new Image();
    image.src = source.url;
    photo.current = image;
    return () => {
      photo.current = null;
    };
  }, [source]);

  useEffect(() => {
    if (source.kind === 'none') return;
    const stage = createStage(source.kind === 'camera');
    let next = requestAnimationFrame(function again() {
      const picture = source.kind === 'photo' ? photo.current : video.current;
      if (picture !== null && sizeOf(picture).width > 0) {
        stage.follow(newest.current);
        const scene = stage.at(Date.now());
        TILES.forEach((tile, i) => {
          const brush = canvases.current[i]?.getContext('2d');
          if (brush) stage.draw(brush, picture, tile, scene, mirror);
        });
      }
      next = requestAnimationFrame(again);
    });
    return () => cancelAnimationFrame(next);
  }, [source, video, mirror]);

  if (source.kind === 'none') return null;
  return (
    <section class="card others" aria-labelledby="others-title" data-testid="others">
      <div class="card-head">
        <h2 id="others-title">{AVATAR.stage.title}</h2>
      </div>
      <p class="hint">{AVATAR.stage.hint}</p>
      <div class="others-tiles">
        {TILES.map(({ character, over }, i) => {
          const name = `${AVATAR.figures[character]} · ${over ? AVATAR.stage.over : AVATAR.stage.beside}`;
          return (
            <figure key={name}>
              <canvas
                ref={(element) => {
                  canvases.current[i] = element;
                }}
                width={WIDTH}
                height={HEIGHT}
                role="img"
                aria-label={name}
              />
              <figcaption class="hint">{name}</figcaption>
            </figure>
          );
        })}
      </div>
    </section>
  );
}

interface Scene {
  readonly look: Look;
  readonly face: Rect | null;
}

/** @param live whether samples arrive in real time; otherwise each belongs to the shown picture */
function createStage(live: boolean) {
  const motion = createMotion();
  const felt = createFelt();
  const place = [0, 1, 2].map(() => createOneEuro({ minCutoff: 2, beta: 40, dCutoff: 4 }));
  let shown: FrameSample | null = null;

  return {
    follow(sample: FrameSample | null): void {
      if (sample === shown) return;
      shown = sample;
      if (sample === null) return;
      felt.read(sample.reading.expression, sample.reading.confidence);
      const rig = parseCoefficients(sample.reading.rig);
      if (rig !== null && live) motion.read(sample.time, rig);
    },
    at(now: number): Scene {
      const rig = parseCoefficients(shown?.reading.rig);
      const box = shown?.reading.faces[0]?.box ?? null;
      const face = box && {
        ...{ x: place[0]!.filter(box.x, now / 1000), y: place[1]!.filter(box.y, now / 1000) },
        ...{ width: box.width, height: place[2]!.filter(box.height, now / 1000) },
      };
      return { look: lookOf(live ? motion.at(now) : rig, now / 1000, felt.at(now)), face };
    },
    draw(
      brush: CanvasRenderingContext2D,
      picture: HTMLVideoElement | HTMLImageElement,
      { character: id, over }: Tile,
      { look, face }: Scene,
      mirror: boolean,
    ): void {
      const { width, height } = sizeOf(picture);
      const scale = Math.max(WIDTH / width, HEIGHT / height);
      const [w, h] = [width * scale, height * scale];
      const [left, top] = [(WIDTH - w) / 2, (HEIGHT - h) / 2];
      brush.save();
      if (mirror) {
        brush.translate(WIDTH, 0);
        brush.scale(-1, 1);
      }
      // Without a face a call covers everything.
      brush.filter = over && face === null ? 'blur(22px)' : 'none';
      brush.drawImage(picture, left, top, w, h);
      brush.filter = 'none';
      const character = characterOf(id);
      if (!over) {
        const radius = BESIDE * HEIGHT;
        const [x, y] = [WIDTH - radius * 1.5, HEIGHT - radius * 1.3];
        drawCharacter(brush as Brush, character, 'own', look, { x, y, radius });
      } else if (face !== null) {
        const radius = OVER * Math.max(face.height * h, face.width * w);
        const x = left + (face.x + face.width / 2) * w;
        const y = top + (face.y + face.height * 0.42) * h;
        drawCharacter(brush as Brush, character, 'own', look, { x, y, radius });
      }
      brush.restore();
    },
  };
}

const sizeOf = (picture: HTMLVideoElement | HTMLImageElement): { width: number; height: number } =>
  picture instanceof HTMLVideoElement
    ? { width: picture.videoWidth, height: picture.videoHeight }
    : { width: picture.naturalWidth, height: picture.naturalHeight };
