/** Makes the events of a soak happen. Each resolves when what it took away is back in the call's reach. */
import type { Browser, Page, Target } from 'puppeteer';
import { sleep } from '../lib/remote.mjs';
import type { SoakEvent } from './plan';

export interface Stage {
  readonly browser: Browser;
  readonly extensionId: string;
  /** A page of the extension. */
  readonly popup: Page;
  /** The call that it happens to. */
  readonly page: Page;
  readonly tab: number;
}

/** Milliseconds that a camera is off, a tab hidden. */
const OFF_FOR = 2000;
const HIDDEN_FOR = 4000;

interface CallApi {
  setCamera(on: boolean): Promise<void>;
  readonly state: string;
}
const api = (): CallApi => (window as unknown as { __call: CallApi }).__call;

async function setCamera({ page }: Stage, on: boolean): Promise<void> {
  await page.evaluate(`(${api.toString()})().setCamera(${on})`);
}

const targetOf = ({ browser, extensionId }: Stage, page: string): Target | undefined =>
  browser.targets().find((target) => target.url() === `chrome-extension://${extensionId}/${page}`);

/** Ends whatever runs in a target, as the browser's task manager does. */
async function kill(stage: Stage, target: Target | undefined): Promise<void> {
  if (target === undefined) return;
  const client = await stage.browser.target().createCDPSession();
  const { targetInfos } = await client.send('Target.getTargets', { filter: [{}] });
  const info = targetInfos.find((each) => each.url === target.url() && each.type !== 'tab');
  if (info) await client.send('Target.closeTarget', { targetId: info.targetId });
  await client.detach();
}

const EVENTS: Readonly<Record<SoakEvent, (stage: Stage) => Promise<void>>> = {
  async 'camera-off'(stage) {
    await setCamera(stage, false);
    await sleep(OFF_FOR);
    await setCamera(stage, true);
  },
  /** Another camera: the page stops one track and opens the next. */
  async 'device-switch'(stage) {
    await setCamera(stage, false);
    await setCamera(stage, true);
  },
  /** Another tab of the call's window comes to the front for a while. */
  async 'tab-hidden'({ popup, tab }) {
    const other = await popup.evaluate(async (call) => {
      const { windowId } = await chrome.tabs.get(call);
      return (await chrome.tabs.create({ windowId, active: true, url: 'about:blank' })).id;
    }, tab);
    await sleep(HIDDEN_FOR);
    await popup.evaluate(
      async (call, opened) => {
        await chrome.tabs.remove(opened!);
        await chrome.tabs.update(call, { active: true });
      },
      tab,
      other,
    );
  },
  async navigation({ page }) {
    await page.reload();
    await page.waitForFunction(`(${api.toString()})().state === 'in-call'`, { polling: 50 });
  },
  'service-worker-kill': (stage) =>
    kill(
      stage,
      stage.browser.targets().find((target) => target.type() === 'service_worker'),
    ),
  'offscreen-kill': (stage) => kill(stage, targetOf(stage, 'offscreen.html')),
  /** The worker ends without an event, as one does that runs out of memory. */
  async 'worker-kill'(stage) {
    const page = await targetOf(stage, 'offscreen.html')?.asPage();
    for (const worker of page?.workers() ?? []) await worker.evaluate(() => self.close()).catch(() => {});
  },
  /** Every WebGL context of the browser is lost. */
  async 'gpu-crash'({ browser }) {
    const client = await browser.target().createCDPSession();
    await client.send('Browser.crashGpuProcess').catch(() => {});
    await client.detach();
  },
};

export const cause = (event: SoakEvent, stage: Stage): Promise<void> => EVENTS[event](stage);
