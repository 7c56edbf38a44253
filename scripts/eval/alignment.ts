/**
 * `npm run eval:alignment -- --faces DIR [--split NAME] [--limit N] [--features FILE]`: 48-pixel faces as they are
 * beside the same faces cut out again by the product's alignment, and where the mesh sees their eyes and nose (the
 * template in src/analysis/face/align.ts). `--features` writes one JSON line a face for training/hybrid.py. The last line
 * printed is one JSON object.
 */
import { writeFile } from 'node:fs/promises';
import { alignFace } from '../../src/analysis/face/align';
import { extractFace } from '../../src/analysis/face/extract';
import { faceGeometry } from '../../src/analysis/face/geometry';
import { headPose } from '../../src/analysis/face/pose';
import type { FaceModel } from '../../src/analysis/networks/face-model';
import type { Plane } from '../../src/analysis/preprocess/gray';
import type { Landmark } from '../../src/shared/types';
import { planeOf } from './classifier';
import { needed, progress, readOptions, runCommand, wholeNumber } from './command';
import { loadFaces, SIDE } from './faces-data';
import { faceFigures } from './metrics';
import { loadModels } from './models';
import { spread } from './spread';

/** The detector wants some room around a face: the enlarged face in the middle of a larger picture. */
const CANVAS = 256;
const ENLARGED = 160;
const MARGIN = (CANVAS - ENLARGED) / 2;

/** A face in a picture that a camera could have sent: full-range gray for the crop, I420 for the mesh. */
function pictureOf(face: Uint8Array): { luma: Uint8Array; i420: Uint8Array } {
  const scale = SIDE / ENLARGED;
  const centre = SIDE / 2;
  const whole = { width: SIDE, height: SIDE, luma: face };
  const crop = { centre: { x: centre, y: centre }, side: CANVAS * scale, roll: 0 };
  const luma = Uint8Array.from(extractFace(whole, crop, CANVAS).data, Math.round);
  const i420 = new Uint8Array((CANVAS * CANVAS * 3) / 2).fill(128);
  // BT.601 limited range, as cameras send it.
  luma.forEach((value, i) => {
    i420[i] = Math.round(16 + (value * 219) / 255);
  });
  return { luma, i420 };
}

async function meshOf(faces: FaceModel, i420: Uint8Array, name: number): Promise<Landmark[] | null> {
  const picture = { width: CANVAS, height: CANVAS, data: i420, time: 0, trackingKey: `face ${name}` };
  const found = await faces.find(picture);
  return found[0] ?? null;
}

/** Eyes and nose in fractions of the face picture's side. */
function places(mesh: readonly Landmark[]) {
  const at = (i: number): Landmark => mesh[i]!;
  const mean = (axis: 'x' | 'y', ...of: number[]): number =>
    of.reduce((sum, i) => sum + at(i)[axis], 0) / of.length;
  const [lx, ly, rx, ry] = [mean('x', 33, 133), mean('y', 33, 133), mean('x', 362, 263), mean('y', 362, 263)];
  const [ex, ey] = [(lx + rx) / 2, (ly + ry) / 2];
  return {
    eyesY: (ey - MARGIN) / ENLARGED,
    noseY: (at(2).y - MARGIN) / ENLARGED,
    eyeDistance: Math.hypot(rx - lx, ry - ly) / ENLARGED,
    eyesToNose: Math.hypot(at(2).x - ex, at(2).y - ey) / ENLARGED,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(sorted[Math.floor(sorted.length / 2)]!.toFixed(3));
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), {
    faces: 'text',
    split: 'text',
    limit: 'text',
    features: 'text',
  });
  const data = await loadFaces(needed(options.faces, 'faces', 'where the faces are'), {
    split: options.split ?? null,
  });
  const chosen = spread(data.faces.length, wholeNumber(options.limit, 'limit', data.faces.length));
  const models = await loadModels();
  const tell = progress('faces', chosen.length);
  const seen: { truth: number; plain: Plane; aligned: Plane; mesh: Landmark[] }[] = [];
  for (const [done, i] of chosen.entries()) {
    const { luma, i420 } = pictureOf(data.faces[i]!);
    const mesh = await meshOf(models.faces, i420, i);
    if (mesh !== null) {
      const aligned = extractFace({ width: CANVAS, height: CANVAS, luma }, alignFace(mesh), SIDE);
      seen.push({ truth: data.truth[i]!, plain: planeOf(data.faces[i]!), aligned, mesh });
    }
    tell(done + 1);
  }
  const judge = async (crops: Plane[]): Promise<Float64Array[]> => {
    const answers: Float64Array[] = [];
    for (let from = 0; from < crops.length; from += 64) {
      answers.push(...(await models.emotion.probabilities(crops.slice(from, from + 64))));
    }
    return answers;
  };
  const plain = await judge(seen.map((face) => face.plain));
  const aligned = await judge(seen.map((face) => face.aligned));
  if (options.features) {
    const lines = seen.map(({ truth, mesh }, i) =>
      JSON.stringify({
        truth,
        plain: [...plain[i]!],
        aligned: [...aligned[i]!],
        geometry: [...Object.values(faceGeometry(mesh)), ...Object.values(headPose(mesh))],
      }),
    );
    await writeFile(options.features, `${lines.join('\n')}\n`);
  }
  const truth = seen.map((face) => face.truth);
  const where = seen.map(({ mesh }) => places(mesh));
  const template = Object.fromEntries(
    (['eyesY', 'noseY', 'eyeDistance', 'eyesToNose'] as const).map((name) => [
      name,
      median(where.map((face) => face[name])),
    ]),
  );
  const brief = (answers: Float64Array[]) => {
    const { accuracy8, accuracy6, macroRecall6 } = faceFigures(truth, answers);
    return { accuracy8, accuracy6, macroRecall6 };
  };
  return {
    n: chosen.length,
    found: seen.length,
    asTheyAre: brief(plain),
    aligned: brief(aligned),
    template,
  };
});
