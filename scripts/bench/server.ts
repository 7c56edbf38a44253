/** Builds the benchmark's pages and serves them with their networks, counting the bytes that each contender takes. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { inRepository } from '../eval/models';

export const CONTENDERS = ['ours', 'human', 'faceapi'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
};
const MODELS: Record<ContenderName, string> = {
  ours: 'public/models/',
  human: 'node_modules/@vladmandic/human/models/',
  faceapi: 'node_modules/@vladmandic/face-api/model/',
};
const WASM = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/';

export interface BenchServer {
  /** Ends with a slash. */
  readonly url: string;
  /** Bytes of program and networks that a contender has asked for, each file once. */
  bytes(name: ContenderName): number;
  close(): Promise<void>;
}

/** @param pictures JPEGs, served as `/frame/0.jpg` and so on */
export async function startBenchServer(pictures: readonly Buffer[]): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'emojigen-bench-'));
  for (const name of CONTENDERS) await bundle(name, join(folder, name));
  const taken = new Map<string, number>();

  async function fileOf(path: string): Promise<Buffer> {
    const [, name = '', ...rest] = path.split('/');
    const file = rest.join('/');
    if (file.includes('..')) throw new Error('no such file');
    if (name === 'frame') return pictures[Number.parseInt(file, 10)]!;
    if (!CONTENDERS.includes(name as ContenderName)) throw new Error('no such file');
    if (file === '') return Buffer.from('<!doctype html><script type="module" src="page.js"></script>');
    const [kind] = rest;
    const [inKind, folderOf] = [
      file.slice(file.indexOf('/') + 1),
      { models: MODELS[name as ContenderName], wasm: WASM }[kind!],
    ];
    const body = await readFile(folderOf ? inRepository(folderOf + inKind) : join(folder, name, file));
    taken.set(path, body.length);
    return body;
  }

  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname;
    try {
      const body = await fileOf(path);
      const type = path.endsWith('/') ? 'text/html' : TYPES[extname(path)];
      response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    bytes: (name) =>
      [...taken].reduce((sum, [path, size]) => (path.startsWith(`/${name}/`) ? sum + size : sum), 0),
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The page of one contender as one file, made smaller as a product would be. */
async function bundle(name: ContenderName, outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: inRepository('scripts/bench/pages'),
    logLevel: 'error',
    publicDir: false,
    resolve: {
      alias: [
        // The packages' builds for browsers.
        {
          find: '@vladmandic/human',
          replacement: inRepository('node_modules/@vladmandic/human/dist/human.esm.js'),
        },
        {
          find: '@vladmandic/face-api',
          replacement: inRepository('node_modules/@vladmandic/face-api/dist/face-api.esm.js'),
        },
      ],
    },
    esbuild: { tsconfigRaw: '{}' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome120',
      rollupOptions: {
        input: inRepository(`scripts/bench/pages/${name}.ts`),
        output: { format: 'es', entryFileNames: 'page.js', chunkFileNames: '[name].js' },
        onwarn() {},
      },
    },
  });
}
