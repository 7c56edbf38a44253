/** The whole chain over a clip, by the clip's own time. */
import sharp from 'sharp';
import { createPipeline, type Models } from '../../src/analysis/pipeline';
import { EMOJI } from '../../src/shared/emoji/choose';
import type { RegionOfInterest } from '../../src/shared/types';
import { type Baseline, temporalFor } from './baselines';
import { type ClipReaction, rounded, type Shown } from './clip-figures';
import type { Clip } from './clip-files';
import { CLIP_FPS, frameOf } from './mjpeg';
import { createPeerRun, type PeerReader } from './peer-run';

/** Any moment will do; far from 0, so that a mix-up of units shows. */
const EPOCH = 1_700_000_000_000;

/** What a chain said about a clip. */
export interface ClipRun {
  readonly frames: number;
  readonly faceFound: number;
  readonly seconds: number;
  readonly shown: readonly Shown[];
  readonly reactions: readonly ClipReaction[];
}

/** The moments of a clip that are looked at, in seconds, each with its picture. */
function* sampled(pictures: readonly Buffer[], fps: number): Generator<{ t: number; picture: Buffer }> {
  for (let n = 0; n / fps < pictures.length / CLIP_FPS; n++) {
    const t = n / fps;
    yield { t, picture: pictures[Math.min(Math.round(t * CLIP_FPS), pictures.length - 1)]! };
  }
}

/** A peer's whole chain over a clip. */
export async function analyseWithPeer(read: PeerReader, { pictures }: Clip, fps: number): Promise<ClipRun> {
  const analyse = createPeerRun(read);
  const shown: Shown[] = [];
  const reactions: ClipReaction[] = [];
  let faceFound = 0;
  for (const { t, picture } of sampled(pictures, fps)) {
    const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const state = await analyse({ width: info.width, height: info.height, data }, 1000 * t);
    if (state) faceFound += 1;
    const { expression = null, confidence = 0, fires = null } = state ?? {};
    shown.push({ t, expression });
    if (fires)
      reactions.push({
        t: rounded(t),
        expression: fires,
        emoji: EMOJI[fires],
        confidence: rounded(confidence),
      });
  }
  return { frames: shown.length, faceFound, seconds: pictures.length / CLIP_FPS, shown, reactions };
}

/** The product's chain over a clip, `fps` pictures a second, with the looks around that a call takes in between. */
export async function analyseClip(
  models: Models,
  { pictures, voiceAt }: Clip,
  fps: number,
  baseline: Baseline,
  name = 'clip',
): Promise<ClipRun> {
  const pipeline = createPipeline(name, models, () => performance.now(), temporalFor(baseline));
  const shown: Shown[] = [];
  const reactions: ClipReaction[] = [];
  let faceFound = 0;
  let region: RegionOfInterest | null = null;
  for (const { t, picture } of sampled(pictures, fps)) {
    const voice = voiceAt?.(t);
    const look = async (part: RegionOfInterest | null) => {
      const frame = await frameOf(picture, EPOCH + 1000 * t, part);
      return pipeline.analyse(voice === undefined ? frame : { ...frame, voice }, { around: true });
    };
    const analysis = await look(region);
    region = analysis.region;
    if (analysis.around) region = (await look(null)).region;
    if (analysis.reading.faces.length > 0) faceFound += 1;
    shown.push({ t, expression: analysis.reading.expression });
    if (analysis.reaction) {
      const { expression, emoji, slot, confidence } = analysis.reaction;
      reactions.push({
        t: rounded(t),
        expression,
        emoji,
        confidence: rounded(confidence),
        ...(slot && { slot }),
      });
    }
  }
  return { frames: shown.length, faceFound, seconds: pictures.length / CLIP_FPS, shown, reactions };
}
