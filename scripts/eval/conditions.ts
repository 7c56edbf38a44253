/**
 * `npm run eval:conditions -- --faces DIR [--split NAME] [--limit N] [--photos DIR] [--photo-limit N]
 * [--docs DIR]`: our networks in bad light, with blur, noise, few pixels, tilted heads, with every preprocessing setting;
 * writes conditions.md into docs/ or DIR. The last line printed is one JSON object. `--limit 0` takes all.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreprocessSetting } from '../../src/analysis/preprocess';
import { classifyAll, ourClassifier } from './classifier';
import { needed, progress, readOptions, runCommand, wholeNumber } from './command';
import { conditionsPage, type FaceRow, type Setting } from './conditions-page';
import { CONDITIONS } from './face-conditions';
import { loadFaces } from './faces-data';
import { faceFigures } from './metrics';
import { inRepository, loadEmotion, startBackend } from './models';
import { photoConditions } from './photo-conditions-run';
import { loadPhotoList } from './photos-data';
import { spread } from './spread';

const FACES = 800;
const PHOTOS = 200;

/** Off and on of both optional steps; "on" is as strong as the card asks for, or a usual strength. */
function settings(shipped: PreprocessSetting): Setting[] {
  const [sigma, strength] = [shipped.denoiseSigma || 0.5, shipped.equaliseStrength || 1];
  return [
    { denoiseSigma: 0, equaliseStrength: 0 },
    { denoiseSigma: sigma, equaliseStrength: 0 },
    { denoiseSigma: 0, equaliseStrength: strength },
    { denoiseSigma: sigma, equaliseStrength: strength },
  ].map((setting) => ({
    ...setting,
    shipped:
      setting.denoiseSigma === shipped.denoiseSigma && setting.equaliseStrength === shipped.equaliseStrength,
  }));
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), {
    faces: 'text',
    split: 'text',
    limit: 'text',
    photos: 'text',
    'photo-limit': 'text',
    docs: 'text',
  });
  const folder = needed(options.faces, 'faces', 'where the faces are');
  const photos = options.photos === undefined ? null : await loadPhotoList(options.photos);
  const data = await loadFaces(folder, { split: options.split ?? null });
  const places = spread(data.faces.length, wholeNumber(options.limit, 'limit', FACES));
  const faces = places.map((i) => data.faces[i]!);
  const truth = places.map((i) => data.truth[i]!);

  await startBackend();
  const emotion = await loadEmotion();
  const { card } = emotion;
  emotion.dispose();
  const columns = settings(card.preprocess);
  const tell = progress('conditions', CONDITIONS.length * columns.length);
  const rows: FaceRow[] = CONDITIONS.map(({ group, name }) => ({ group, name, figures: [] }));
  for (const [c, setting] of columns.entries()) {
    const classifier = await ourClassifier(setting);
    try {
      for (const [r, { change }] of CONDITIONS.entries()) {
        const answers = await classifyAll(
          classifier,
          faces.map((face, i) => change(face, places[i]!)),
        );
        const { accuracy8, accuracy6, macroRecall6, ece } = faceFigures(truth, answers);
        rows[r]!.figures.push({ accuracy8, accuracy6, macroRecall6, ece });
        tell(c * CONDITIONS.length + r + 1);
      }
    } finally {
      classifier.dispose();
    }
  }
  const whole =
    photos && (await photoConditions(photos, wholeNumber(options['photo-limit'], 'photo-limit', PHOTOS)));
  const result = {
    n: faces.length,
    splits: data.splits,
    fingerprints: [...(card.small ? [card.small.weightsSha256] : []), card.weightsSha256],
    settings: columns,
    conditions: rows,
    photos: whole,
  };
  const page = join(options.docs ?? inRepository('docs'), 'conditions.md');
  await writeFile(page, conditionsPage(result, new Date().toISOString().slice(0, 10)));
  console.error(`Written: ${page}`);
  return result;
});
