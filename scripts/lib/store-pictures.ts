/** The pictures for the stores, in the order in which they are shown, and what each of them shows. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url)).replaceAll('\\', '/');

/** The look of every page, of the call in the pictures, and what takes the pictures. */
const PAGE = ['src/pages/ui', 'src/shared/ui', 'scripts/pictures.ts', 'scripts/lib/store-pictures.ts'];
const CALL = ['demo/call', 'src/call/overlay', ...PAGE.slice(1)];

export interface StorePicture {
  /** Of its file in docs/pictures/store. */
  readonly name: string;
  readonly caption: string;
  /** Files and folders whose change can change the picture, from the repository's root. */
  readonly shows: readonly string[];
}

/** Chrome's store takes five at most. */
export const STORE_PICTURES = [
  { name: '1-call', caption: 'Smile, and everyone sees your emoji', shows: [...CALL, 'src/shared/emoji'] },
  { name: '2-avatar', caption: 'Or be a fox that smiles when you do', shows: [...CALL, 'src/shared/avatar'] },
  { name: '3-audience', caption: 'Only you or everyone: you choose', shows: [...PAGE, 'src/pages/welcome'] },
  { name: '4-private', caption: 'Your face stays on your computer', shows: [...PAGE, 'src/pages/try-it'] },
  {
    name: '5-statistics',
    caption: 'See when your calls make you smile',
    shows: [...PAGE, 'src/pages/dashboard', 'src/shared/statistics'],
  },
] as const satisfies readonly StorePicture[];

export type StorePictureName = (typeof STORE_PICTURES)[number]['name'];

/** Beside the pictures: what they were taken from. */
export const PICTURES = `${root}docs/pictures/`;
export const SOURCES_FILE = `${PICTURES}sources.json`;

/** A hash of all sources of a picture. */
export function sourcesOf({ shows }: StorePicture): string {
  const hash = createHash('sha256');
  for (const path of shows.flatMap(filesIn).sort()) {
    // Line ends differ between systems.
    hash.update(path).update(readFileSync(root + path, 'utf8').replaceAll('\r\n', '\n'));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesIn(path: string): string[] {
  if (!statSync(root + path).isDirectory()) return [path];
  return readdirSync(root + path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(root.length));
}
