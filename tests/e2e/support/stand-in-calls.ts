/** For files about the card: one browser, and for each test a page whose camera shows no face. */
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { CallServer } from '../../../scripts/lib/call-server.mjs';
import { type Call, type Harness, waitForState, waitUntil } from '../harness';
import { overlayButton } from '../overlay-eye';
import { launchStandIn, openStandInCall, serve, step } from '../stand-in';

/** The properties are there while a test runs: read them when you need them. */
export interface StandInCalls {
  readonly harness: Harness;
  /** The page that was opened last. */
  readonly call: Call;
  readonly page: Page;
  /** Opens a page, which is closed after the test, and waits until its camera is read and the card has this button. */
  open(button: string): Promise<void>;
}

/** Call it in a `describe`. */
export function standInCalls(): StandInCalls {
  let harness: Harness;
  let server: CallServer;
  let call: Call | undefined;

  beforeAll(async () => {
    server = await serve();
    harness = await launchStandIn();
    await harness.setSite(true);
  });
  afterEach(async () => {
    await call?.page.close();
    call = undefined;
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });

  return {
    get harness() {
      return harness;
    },
    get call() {
      return call!;
    },
    get page() {
      return call!.page;
    },
    async open(button) {
      call = await openStandInCall(harness, `${server.url}?${Math.random()}`);
      const { page } = call;
      await step(page, 'open', 'camera');
      await waitForState(harness, call, 'no-face');
      await waitUntil('the card is there', () => overlayButton(page, button));
    },
  };
}
