/**
 * `npm run eval:card -- [--faces DIR [--split NAME]] [--photos DIR] [--models ours,human,faceapi]
 * [--docs DIR]`: measures what is asked for, keeps the figures in evaluation.json and writes them into model-card.md,
 * both in docs/ or DIR. Without pictures it only writes the page anew. The last line printed is one JSON object: what
 * evaluation.json holds.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { cardBlocks, type Evaluation, type FaceResult, type FullCard, type PhotoResult } from './card-page';
import { classifyAll, loadClassifier, MODELS, type ModelName, modelName } from './classifier';
import { progress, readOptions, runCommand } from './command';
import { type LabelledFaces, loadFaces } from './faces-data';
import { fillBlock } from './markdown';
import { faceFigures, photoFigures } from './metrics';
import { EMOTION_FOLDER, inRepository } from './models';
import { evaluatePhotos, loadPhotoModel } from './photo-models';
import { loadPhotoList, type PhotoEntry } from './photos-data';
import { UsageError } from './usage-error';

async function measureFaces(model: ModelName, data: LabelledFaces) {
  const classifier = await loadClassifier(model);
  try {
    const { faces, truth, splits } = data;
    const answers = await classifyAll(classifier, faces, progress(`faces, ${model}`, faces.length));
    const { params, bytes } = classifier;
    return { ...faceFigures(truth, answers), params, bytes, splits, clean: cleanFigures(data, answers) };
  } finally {
    classifier.dispose();
  }
}

/** The same answers without those to near-copies; null where a table does not say which they are. */
function cleanFigures(
  { faces, truth, nearCopy }: LabelledFaces,
  answers: readonly ArrayLike<number>[],
): FaceResult['clean'] {
  if (nearCopy.includes(null)) return null;
  const kept = faces.flatMap((_, i) => (nearCopy[i] ? [] : [i]));
  const { n, accuracy8, accuracy6 } = faceFigures(
    kept.map((i) => truth[i]!),
    kept.map((i) => answers[i]!),
  );
  return { n, accuracy8, accuracy6 };
}

async function measurePhotos(model: ModelName, list: readonly PhotoEntry[], set: string) {
  const read = await loadPhotoModel(model);
  const answers = await evaluatePhotos(list, read, progress(`photographs, ${model}`, list.length));
  return { ...photoFigures(answers), set };
}

async function earlier(file: string): Promise<Evaluation> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { faces: {}, photos: {} };
  try {
    return JSON.parse(text) as Evaluation;
  } catch {
    throw new UsageError(`${file} is damaged: delete it and measure again.`);
  }
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), {
    faces: 'text',
    split: 'text',
    photos: 'text',
    models: 'text',
    docs: 'text',
  });
  const docs = options.docs ?? inRepository('docs');
  const [results, pageFile] = [join(docs, 'evaluation.json'), join(docs, 'model-card.md')];
  const models = (options.models ?? MODELS.join()).split(',').map((name) => modelName(name));
  const split = options.split ?? null;
  const data = options.faces === undefined ? null : await loadFaces(options.faces, { split });
  const list = options.photos === undefined ? null : await loadPhotoList(options.photos);
  const card = JSON.parse(await readFile(inRepository(`${EMOTION_FOLDER}card.json`), 'utf8')) as FullCard;
  const date = new Date().toISOString().slice(0, 10);

  const before = await earlier(results);
  const faces: Partial<Record<ModelName, FaceResult>> = { ...before.faces };
  const photos: Partial<Record<ModelName, PhotoResult>> = { ...before.photos };
  for (const model of models) {
    const stamp = { date, weightsSha256: model === 'ours' ? card.weightsSha256 : null };
    if (data) faces[model] = { ...(await measureFaces(model, data)), ...stamp };
    if (list) {
      const set = basename(resolve(options.photos!));
      photos[model] = { ...(await measurePhotos(model, list, set)), ...stamp };
    }
  }
  const result: Evaluation = { faces, photos };
  let page = await readFile(pageFile, 'utf8').catch(() => {
    throw new UsageError(`${pageFile} is missing.`);
  });
  for (const [name, text] of Object.entries(cardBlocks(result, card))) page = fillBlock(page, name, text);
  if (data || list) await writeFile(results, `${JSON.stringify(result, null, 2)}\n`);
  await writeFile(pageFile, page);
  console.error(`Written: ${pageFile}`);
  return result;
});
