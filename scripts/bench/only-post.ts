/** An extension that only takes pictures of the camera and posts them: what any extension of this kind costs at least. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** As ours while the face changes. Milliseconds. */
export const POST_EVERY = 100;
/** About the bytes of a shrunk picture of ours. */
const PART = { x: 0, y: 0, width: 224, height: 168 };

const MANIFEST = {
  manifest_version: 3,
  name: 'Only posts pictures',
  version: '1',
  background: { service_worker: 'background.js' },
  // As ours: without it a picture would be posted as text.
  message_serialization: 'structured_clone',
  content_scripts: [
    { matches: ['http://localhost/*'], js: ['page.js'], world: 'MAIN', run_at: 'document_start' },
    { matches: ['http://localhost/*'], js: ['content.js'], run_at: 'document_start' },
  ],
};

const PAGE = `
const { mediaDevices } = navigator;
const open = mediaDevices.getUserMedia.bind(mediaDevices);
mediaDevices.getUserMedia = async (wanted) => {
  const stream = await open(wanted);
  const [track] = stream.getVideoTracks();
  if (track) window.dispatchEvent(new MediaStreamTrackEvent('only-post', { track }));
  return stream;
};`;

const CONTENT = `
window.addEventListener('only-post', ({ track }) => {
  const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable.getReader();
  const port = chrome.runtime.connect({ name: 'pictures' });
  const rect = ${JSON.stringify(PART)};
  const data = new Uint8Array(rect.width * rect.height * 1.5);
  setInterval(async () => {
    const { value } = await reader.read();
    if (!value) return;
    await value.copyTo(data, { rect });
    value.close();
    port.postMessage(data);
  }, ${POST_EVERY});
}, { once: true });`;

const BACKGROUND = `
chrome.runtime.onConnect.addListener((port) => port.onMessage.addListener(() => {}));`;

/** Writes it into a new folder, which the caller removes. */
export async function makeOnlyPost(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'only-post-'));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  for (const [name, text] of [
    ['page.js', PAGE],
    ['content.js', CONTENT],
    ['background.js', BACKGROUND],
  ] as const) {
    await writeFile(join(folder, name), text);
  }
  return folder;
}
