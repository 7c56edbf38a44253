/** Whole chains side by side: ours and the peers', on the same photographs. */
import type { Probabilities } from '../../src/shared/types';
import type { ModelName } from './classifier';
import type { PhotoAnswer } from './metrics';
import { loadModels } from './models';
import { readPhotoFace } from './photo-chain';
import { readMainFace } from './photo-views';
import { type Photo, type PhotoEntry, readPhoto } from './photos-data';
import { UsageError } from './usage-error';

/** Judges the main face of a photograph; null where none is found. */
export type PhotoModel = (photo: Photo) => Promise<Probabilities | null>;

/** @throws UsageError where a network's file or a peer's package is missing */
export async function loadPhotoModel(name: ModelName): Promise<PhotoModel> {
  if (name === 'ours') {
    const models = await loadModels();
    return async (photo) => (await readPhotoFace(models, photo))?.probabilities ?? null;
  }
  const readers =
    name === 'human'
      ? await (await import('./peers/human')).loadHumanPhotos()
      : await (await import('./peers/faceapi')).loadFaceApiPhotos();
  return (photo) => readMainFace(photo, readers);
}

/** @throws UsageError that names the row where a picture cannot be decoded or judged */
export async function evaluatePhotos(
  list: readonly PhotoEntry[],
  read: PhotoModel,
  tell: (done: number) => void = () => {},
): Promise<PhotoAnswer[]> {
  const answers: PhotoAnswer[] = [];
  for (const entry of list) {
    const { truth, groups, place, path } = entry;
    const photo = await readPhoto(entry);
    const answer = await read(photo).catch((cause: unknown) => {
      throw new UsageError(`${place}: the picture ${path} could not be judged (${messageOf(cause)}).`, {
        cause,
      });
    });
    answers.push({ truth, groups, answer });
    tell(answers.length);
  }
  return answers;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
