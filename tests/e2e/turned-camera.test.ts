/** Pictures of a turned camera (`rotation`, `flip` of a VideoFrame): read and sent as people see them. */
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../../scripts/lib/launch.mjs';
import { pageScript } from '../../scripts/lib/page-script';
import type { Looks, Turn } from './pages/turned/turned';

declare function lookAtTurned(turn: Turn): Promise<Looks>;

const TURNS = ([0, 90, 180, 270] as const).flatMap((rotation) => [
  { rotation, flip: false },
  { rotation, flip: true },
]);

describe('a camera picture that is turned (degrees) or mirrored', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await startBrowser({});
    page = await browser.newPage();
    await page.addScriptTag({ content: await pageScript('tests/e2e/pages/turned/turned.ts') });
  });
  afterAll(() => browser?.close());

  it.each(TURNS)('$rotation, $flip', async (turn) => {
    const { shown, analysed, sent, covered } = await page.evaluate((each) => lookAtTurned(each), turn);
    // The bright quarter is in one corner, and where it is depends on the turn.
    expect(shown.corners.filter((light) => light > 120)).toHaveLength(1);
    expect(shown.size).toEqual(turn.rotation % 180 === 0 ? [64, 32] : [32, 64]);
    const near = shown.corners.map((light) => expect.closeTo(light, -1.3));
    expect(analysed).toEqual({ size: shown.size, corners: near });
    expect(sent).toEqual({ size: shown.size, corners: near });
    expect(covered).toEqual(shown.size);
  });
});
