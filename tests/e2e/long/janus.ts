/** Janus, a real WebRTC server, from Debian's package, with its own demo pages: all of it on this machine only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { waitUntil } from '../harness';

const PROGRAM = '/usr/bin/janus';
const DEMOS = '/usr/share/janus/demos';
const ROOMS = Array.from({ length: 12 }, (_, index) => 4711 + index);

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.map': 'application/json',
};

export interface Janus {
  /** Address of a demo page, e.g. `echotest.html`. */
  url(page: string): string;
  /** A room in which nobody was before: who leaves without a word stays in a room for a minute. */
  newRoom(): number;
  close(): Promise<void>;
}

/** Why it cannot run here, or null. */
export function whyNoJanus(): string | null {
  for (const path of [PROGRAM, DEMOS]) {
    if (!existsSync(path)) return `there is no ${path}: \`apt-get install janus janus-demos\` brings it`;
  }
  return null;
}

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createSocketServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function configure(folder: string, port: number): Promise<void> {
  const files: Record<string, string> = {
    'janus.jcfg': `general: { debug_level = 4 }
nat: { ice_enforce_list = "127.0.0.1" }
transports: { disable = "libjanus_websockets.so,libjanus_pfunix.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_rabbitmq.so" }`,
    'janus.transport.http.jcfg': `general: { base_path = "/janus", http = true, port = ${port}, ip = "127.0.0.1" }
admin: { admin_http = false }`,
    'janus.plugin.echotest.jcfg': 'general: { }',
    'janus.plugin.videoroom.jcfg': [
      'general: { }',
      ...ROOMS.map((room) => `room-${room}: { publishers = 6, bitrate = 512000, fir_freq = 2 }`),
    ].join('\n'),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), `${text}\n`);
}

/** Serves the demo pages as they are, except for the address of the server that they talk to. */
async function serveDemos(port: number): Promise<{ port: number; close(): Promise<void> }> {
  const settings = `var server = 'http://127.0.0.1:${port}/janus'; var iceServers = []; var token, apisecret;`;
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
      const body = path === '/settings.js' ? settings : await readFile(join(DEMOS, path));
      response
        .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function stop(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGKILL');
  await ended;
}

/** Starts the server and its demo pages on free ports. */
export async function startJanus(): Promise<Janus> {
  const folder = await mkdtemp(join(tmpdir(), 'emojigen-janus-'));
  const port = await freePort();
  await configure(folder, port);
  let log = '';
  const program = spawn(PROGRAM, ['-C', join(folder, 'janus.jcfg'), '-F', folder, '--disable-colors']);
  for (const stream of [program.stdout, program.stderr]) {
    stream.on('data', (text) => {
      log = `${log}${text}`.slice(-4000);
    });
  }
  const demos = await serveDemos(port);
  const close = async (): Promise<void> => {
    await stop(program);
    await demos.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitUntil('Janus answers', async () => {
      if (program.exitCode !== null) throw new Error(`Janus ended: ${log}`);
      return fetch(`http://127.0.0.1:${port}/janus/info`).then(
        ({ ok }) => ok,
        () => false,
      );
    });
  } catch (error) {
    await close();
    throw error;
  }
  let rooms = 0;
  return {
    url: (page) => `http://localhost:${demos.port}/${page}`,
    newRoom() {
      const room = ROOMS[rooms++];
      if (room === undefined) throw new Error('all rooms have been used');
      return room;
    },
    close,
  };
}
