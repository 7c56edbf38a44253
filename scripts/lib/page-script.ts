/** Bundles code of ours for a page in a browser. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** @param entry from the repository's root @returns the code, which defines what `entry` puts on `globalThis` */
export async function pageScript(entry: string): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    esbuild: { tsconfigRaw: '{}' },
    build: {
      write: false,
      minify: false,
      target: 'chrome120',
      rollupOptions: { input: root + entry, output: { format: 'iife' } },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as {
    output: readonly { readonly type: string; readonly code?: string }[];
  };
  return output.find(({ type }) => type === 'chunk')!.code!;
}
