import { afterEach, expect, it, vi } from 'vitest';
import { embeddedHosts } from '../../../src/call/sites/embedded';

// Nothing is loaded into the frames, about which the document complains.
vi.spyOn(console, 'error').mockImplementation(() => {});

/** A page with one frame per entry: its attributes, and how large it is shown. */
function page(...frames: [html: string, width: number, height: number][]): Document {
  document.body.innerHTML = frames.map(([html]) => html).join('');
  [...document.querySelectorAll('iframe')].forEach((frame, i) => {
    const [, width, height] = frames[i]!;
    vi.spyOn(frame, 'getBoundingClientRect').mockReturnValue({ width, height } as DOMRect);
  });
  return document;
}
afterEach(() => {
  document.body.innerHTML = '';
});

const frame = (host: string, allow: string): string => `<iframe src="https://${host}/room" allow="${allow}">`;

it('names the hosts of frames that may use the camera, the largest first and each once', () => {
  const hosts = embeddedHosts(
    page(
      [frame('small.example', 'camera; microphone'), 300, 200],
      [frame('large.example', 'microphone *; camera *; fullscreen'), 900, 600],
      [frame('small.example', 'camera'), 310, 200],
    ),
  );
  expect(hosts).toEqual(['large.example', 'small.example']);
});

it.each([
  ['may not use the camera', frame('call.example', 'microphone; fullscreen'), 800, 600],
  ['is refused the camera', frame('call.example', "camera 'none'"), 800, 600],
  ['names something else', frame('call.example', 'camera-controls'), 800, 600],
  ['is too small for a call', frame('call.example', 'camera'), 1, 1],
  ['is of the page itself', `<iframe src="${location.origin}/room" allow="camera">`, 800, 600],
  ['has no address', '<iframe srcdoc="hello" allow="camera">', 800, 600],
  ['comes without encryption', '<iframe src="http://call.example/" allow="camera">', 800, 600],
] as const)('leaves out a frame that %s', (_, html, width, height) => {
  expect(embeddedHosts(page([html, width, height]))).toEqual([]);
});
