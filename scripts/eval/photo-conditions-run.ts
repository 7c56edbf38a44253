import { boundingBox } from '../../src/shared/rect';
import { progress } from './command';
import { type GroupFigures, type PhotoAnswer, photoFigures } from './metrics';
import { loadModels } from './models';
import { readPhotoFace } from './photo-chain';
import { changePhoto, PHOTO_CONDITIONS, YAW_RANGES, yawOf } from './photo-conditions';
import { type PhotoEntry, readPhoto } from './photos-data';
import { spread } from './spread';

/** One row of the table: figures of the whole chain. */
export interface PhotoRow extends Pick<GroupFigures, 'n' | 'found' | 'accuracy' | 'balancedAccuracy'> {
  readonly name: string;
}

/**
 * Changed copies of a part of the photographs, and all photographs sorted by how far the head is turned (which cannot
 * be made artificially).
 * @param most photographs that are changed; 0 for all
 */
export async function photoConditions(
  list: readonly PhotoEntry[],
  most: number,
): Promise<{ changed: PhotoRow[]; byYaw: PhotoRow[] }> {
  const models = await loadModels();
  const chosen = new Set(spread(list.length, most));
  const changes = Object.entries(PHOTO_CONDITIONS);
  const answers = new Map<string, PhotoAnswer[]>(
    ['as it is', ...Object.keys(PHOTO_CONDITIONS)].map((n) => [n, []]),
  );
  const turned: (PhotoAnswer & { yaw: number })[] = [];
  const tell = progress('photographs', list.length);
  for (const [i, entry] of list.entries()) {
    const photo = await readPhoto(entry);
    const face = await readPhotoFace(models, photo);
    const plain = { truth: entry.truth, groups: {} };
    const answer = { ...plain, answer: face?.probabilities ?? null };
    if (face) turned.push({ ...answer, yaw: Math.abs(yawOf(face.landmarks)) });
    tell(i + 1);
    if (!chosen.has(i)) continue;
    answers.get('as it is')!.push(answer);
    for (const [name, change] of changes) {
      // A face that is not found has no size: such a photograph counts as it is.
      const width = face ? boundingBox(face.landmarks).width : photo.width;
      const changed = await readPhotoFace(models, await changePhoto(photo, width, change));
      answers.get(name)!.push({ ...plain, answer: changed?.probabilities ?? null });
    }
  }
  const row = (name: string, of: readonly PhotoAnswer[]): PhotoRow => {
    const { n, found, accuracy, balancedAccuracy } = photoFigures(of);
    return { name, n, found, accuracy, balancedAccuracy };
  };
  return {
    changed: [...answers].map(([name, of]) => row(name, of)),
    byYaw: YAW_RANGES.map(({ name, from, to }) =>
      row(
        name,
        turned.filter(({ yaw }) => yaw >= from && yaw < to),
      ),
    ),
  };
}
