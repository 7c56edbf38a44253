/**
 * `npm run eval:photos -- --photos DIR [--model ours|human|faceapi]`: the whole chain, detector included, on
 * photographs. The last line printed is one JSON object.
 */
import { modelName } from './classifier';
import { needed, progress, readOptions, runCommand } from './command';
import { photoFigures } from './metrics';
import { evaluatePhotos, loadPhotoModel } from './photo-models';
import { loadPhotoList } from './photos-data';

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { photos: 'text', model: 'text' });
  const model = modelName(options.model);
  const list = await loadPhotoList(needed(options.photos, 'photos', 'where the photographs are'));
  const read = await loadPhotoModel(model);
  return photoFigures(await evaluatePhotos(list, read, progress(model, list.length)));
});
