/**
 * `npm run models`: face networks and emoji artwork for the extension, from installed packages (no network).
 * Does nothing where they are up to date. `--root DIR` works on another checkout.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BuildInputError, buildModels } from './models/index.mjs';

const { values } = parseArgs({
  options: { root: { type: 'string', default: fileURLToPath(new URL('..', import.meta.url)) } },
});

try {
  const { built, files, bytes } = buildModels(values);
  console.log(built ? `models: wrote ${files} files, ${Math.round(bytes / 1024)} KB` : 'models: up to date');
} catch (error) {
  if (!(error instanceof BuildInputError)) throw error;
  console.error(`models: ${error.message}`);
  process.exitCode = 1;
}
