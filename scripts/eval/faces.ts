/**
 * `npm run eval:faces -- --faces DIR [--split NAME] [--clean] [--model ours|human|faceapi]`: an expression network
 * on 48-pixel faces. The last line printed is one JSON object.
 */
import { classifyAll, loadClassifier, modelName } from './classifier';
import { needed, progress, readOptions, runCommand } from './command';
import { loadFaces } from './faces-data';
import { faceFigures } from './metrics';

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), {
    faces: 'text',
    split: 'text',
    model: 'text',
    clean: 'flag',
  });
  const model = modelName(options.model);
  const folder = needed(options.faces, 'faces', 'where the faces are');
  const { faces, truth, splits, leftOut } = await loadFaces(folder, {
    split: options.split ?? null,
    clean: options.clean,
  });
  console.error(`${faces.length} faces of ${splits.join(', ')}; left out: ${JSON.stringify(leftOut)}`);
  const classifier = await loadClassifier(model);
  try {
    const answers = await classifyAll(classifier, faces, progress(model, faces.length));
    return { ...faceFigures(truth, answers), params: classifier.params, bytes: classifier.bytes };
  } finally {
    classifier.dispose();
  }
});
