/** The demo once everything is installed: a browser with the extension in a call on the local page. */

import { startCallServer } from './call-server.mjs';
import { ALLOW_CAMERA, cameraArgs } from './camera.mjs';
import { cachedClip, DEMO } from './clip.mjs';
import { launchBrowser } from './launch.mjs';
import { record } from './record.mjs';
import { askBackground, openPopup, skipTour, tabOf } from './remote.mjs';

/** Shows the call; resolves to the exit status once the window is closed or the recording has ended. */
export async function show(options) {
  const clip = options.camera ? null : (options.clip ?? (await cachedClip(DEMO, 'demo-clip')));
  // With no window there is nobody to answer the camera question.
  const allow = clip !== null || options.headless ? [ALLOW_CAMERA] : [];
  const args = ['--window-size=1280,860', ...allow, ...(clip === null ? [] : cameraArgs(clip))];
  const server = await startCallServer();
  try {
    const { browser, extensionId } = await launchBrowser({ args, headless: options.headless });
    try {
      return await inCall(options, server.url, browser, extensionId);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

async function inCall(options, serverUrl, browser, extensionId) {
  const [call] = await browser.pages();
  const popup = await openPopup(browser, extensionId);
  if (options.record) await skipTour(popup);
  await askBackground(popup, { type: 'change-settings', patch: { site: { host: 'localhost', on: true } } });
  await askBackground(popup, { type: 'change-settings', patch: { autoReactions: true } });
  await call.bringToFront();
  const url = `${serverUrl}?auto=1`;
  await call.goto(url);
  if (options.record) {
    const clip = options.camera ? 'camera' : (options.clip ?? 'demo');
    const { seconds, out } = options;
    const tab = await tabOf(popup, url);
    return report(await record({ browser, extensionId, popup, call, tab, clip, seconds, out }), out);
  }
  await popup.close();
  console.log(
    '\nThe call is open. The EmojiGen button in the toolbar (under the puzzle piece) shows the popup.',
  );
  console.log('Close the window, or press Ctrl+C here, to end the demo.');
  await new Promise((resolve) => browser.once('disconnected', resolve));
  return 0;
}

function report(timeline, out) {
  const { reactions, states } = timeline;
  console.log(`\nWritten to ${out}: timeline.json, call.png, popup.png.`);
  if (reactions.length > 0) {
    console.log(
      `${reactions.length} reaction(s): ${reactions.map((reaction) => reaction.expression).join(', ')}.`,
    );
    return 0;
  }
  const { kind, message } = states.at(-1)?.state ?? { kind: 'absent' };
  const end = message ? `${kind} (${message})` : kind;
  console.error(
    `No reaction appeared in ${timeline.seconds} seconds; the extension's last state was: ${end}.`,
  );
  return 1;
}
