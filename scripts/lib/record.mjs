/** Watches a call for a while and writes down what the extension made of it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askBackground, askCall, openPopup, sleep } from './remote.mjs';

/** The longest wait for the extension to be ready, in milliseconds: the first start compiles the networks. */
const READY_WITHIN = 120_000;

/** How long an error may last before it is taken for final, in milliseconds. */
const GIVE_UP_AFTER = 10_000;

/** How long an emoji takes to come up, in milliseconds: the picture is taken then. */
const POP = 300;

const POLL = 100;

/** Seconds with milliseconds: what is written down. */
const seconds = (milliseconds) => Math.round(milliseconds) / 1000;

/**
 * @param {{ browser, extensionId: string, popup, call, tab: number, clip: string, seconds: number, out: string }} demo
 *   `popup` and `call`: their pages; `clip`: what the timeline calls it
 * @returns the timeline, as written to `out`; its `t` are seconds since the camera was opened
 */
export async function record(demo) {
  const { popup, call, tab, out } = demo;
  await mkdir(out, { recursive: true });
  const start = await cameraStart(call);
  const states = [];
  const reactions = new Map();
  let end = start + READY_WITHIN;
  let ready = false;
  let pictured = false;
  while (Date.now() < end) {
    const snapshot = await askCall(popup, tab, 'snapshot');
    const state = snapshot?.state ?? { kind: 'absent' };
    if (JSON.stringify(states.at(-1)?.state) !== JSON.stringify(state)) {
      states.push({ t: seconds(Date.now() - start), state });
      console.log(
        `${String(states.at(-1).t).padStart(8)} s  ${state.kind}${state.message ? `: ${state.message}` : ''}`,
      );
    }
    if (!ready && ['watching', 'no-face', 'unclear'].includes(state.kind)) {
      ready = true;
      end = Date.now() + demo.seconds * 1000;
    }
    if (!ready && state.kind === 'error') {
      end = Math.min(end, start + states.at(-1).t * 1000 + GIVE_UP_AFTER);
    }
    for (const reaction of [...(snapshot?.reactions ?? [])].reverse()) {
      if (reactions.has(reaction.time)) continue;
      const { time, expression, confidence, emoji } = reaction;
      const entry = {
        t: seconds(time - start),
        expression,
        confidence: Math.round(confidence * 1000) / 1000,
        emoji,
      };
      reactions.set(time, entry);
      console.log(`${String(entry.t).padStart(8)} s  ${expression} (${Math.round(confidence * 100)} %)`);
    }
    if (!pictured && reactions.size > 0) {
      pictured = true;
      await sleep(POP);
      await call.screenshot({ path: join(out, 'call.png') });
    }
    await sleep(POLL);
  }
  if (!pictured) await call.screenshot({ path: join(out, 'call.png') });
  await picturePopup(demo);
  const timeline = {
    clip: demo.clip,
    seconds: demo.seconds,
    states,
    reactions: [...reactions.values()],
    spans: await finishedSpans(demo, start),
  };
  await writeFile(join(out, 'timeline.json'), `${JSON.stringify(timeline, null, 2)}\n`);
  return timeline;
}

/** When the page opened the camera; throws with the page's own error where it could not. */
async function cameraStart(call) {
  for (;;) {
    const { startedAt, error } = await call.evaluate(() => ({
      startedAt: window.__call.cameraStartedAt,
      error: window.__call.error,
    }));
    if (startedAt !== null) return startedAt;
    if (error) throw new Error(`The call page could not open the camera: ${error.name}: ${error.message}`);
    await sleep(POLL);
  }
}

async function picturePopup({ browser, extensionId, tab, out }) {
  const popup = await openPopup(browser, extensionId, tab);
  await popup.setViewport({ width: 380, height: 600, deviceScaleFactor: 2 });
  // It asks for history and state once it is there.
  await sleep(1500);
  await popup.screenshot({ path: join(out, 'popup.png'), fullPage: true });
  await popup.close();
}

/** All spans of the call. Leaving it ends the one that is still open. */
async function finishedSpans({ popup, call, tab }, start) {
  await call.evaluate(() => window.__call.leave());
  for (let tries = 0; tries < 50; tries++) {
    const snapshot = await askCall(popup, tab, 'snapshot');
    if (!snapshot || ['camera-off', 'waiting', 'off'].includes(snapshot.state.kind)) break;
    await sleep(POLL);
  }
  await sleep(500);
  const spans = await askBackground(popup, { type: 'get-spans', from: start, until: Date.now() });
  return spans.map(({ start: from, duration, ...rest }) => ({
    t: seconds(from - start),
    duration: seconds(duration),
    ...rest,
  }));
}
