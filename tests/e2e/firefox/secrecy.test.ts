/** The card in Firefox: what a page can find of it, and whose presses it takes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../../scripts/lib/clip.mjs';
import { waitUntil } from '../harness';
import { type FirefoxHarness, launchFirefox, whyNoFirefox } from './harness';

const missing = whyNoFirefox();

interface Spy {
  readonly found: string[];
  rounds: number;
  /** Numbers of timers that somebody else took. */
  gaps: number;
}

/** In the page: looks for the card's words, and presses the card, again and again. */
function spyOn(words: readonly string[]): void {
  const spy: Spy = { found: [], rounds: 0, gaps: 0 };
  Object.assign(window, { spy });
  const { find } = window as unknown as { find(...args: unknown[]): boolean };
  let last = 0;
  setInterval(() => {
    for (const word of words) {
      getSelection()!.removeAllRanges();
      if (find.call(window, word, false, false, true, false, true, false)) spy.found.push(word);
    }
    getSelection()!.removeAllRanges();
    document.execCommand('selectAll');
    const all = getSelection()!.toString();
    for (const word of words) if (all.includes(word)) spy.found.push(`selected ${word}`);
    getSelection()!.removeAllRanges();
    const host = document.querySelector<HTMLElement>('[data-emojigen]');
    if (host?.textContent) spy.found.push(host.textContent);
    host?.click();
    for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click']) {
      for (const target of [host, document.elementFromPoint(260, 100)]) {
        target?.dispatchEvent(
          new MouseEvent(type, { bubbles: true, composed: true, clientX: 260, clientY: 100 }),
        );
      }
    }
    const next = window.setTimeout(() => {}, 0);
    if (last > 0) spy.gaps += next - last - 1;
    last = next;
    spy.rounds += 1;
  }, 100);
}

describe.skipIf(missing !== null)('the card in Firefox', () => {
  let harness: FirefoxHarness;
  let page: Awaited<ReturnType<FirefoxHarness['openCall']>>['page'];
  let tab: number;

  beforeAll(async () => {
    harness = await launchFirefox(await cachedClip(QUICK, 'quick'));
    await harness.ask({ type: 'change-settings', patch: { site: { host: 'localhost', on: true } } });
    await harness.ask({ type: 'change-settings', patch: { autoReactions: true } });
    ({ page, tab } = await harness.openCall());
  });
  afterAll(() => harness?.close());

  const snapshot = () => harness.askCall(tab, 'snapshot');
  const spy = () => page.evaluate(() => (window as unknown as { spy: Spy }).spy);
  const someRounds = async () => {
    const { rounds } = await spy();
    await waitUntil('the page has looked again', async () => (await spy()).rounds >= rounds + 10);
  };

  it('gives a page none of its words, and takes no press that the page makes', async () => {
    await waitUntil('it reads', async () => (await snapshot())?.state.kind === 'watching');
    await page.evaluate(spyOn, [
      ...['Neutral', 'Happy', 'Surprised', 'Sad', 'Angry', 'Fearful', 'No face', 'Not sure', 'sure)'],
      ...['Active', 'Paused', 'EmojiGen:', 'reaction', 'Turn off'],
    ]);
    await waitUntil('a reaction is shown', async () => (await snapshot())?.reactions.length);
    await someRounds();
    expect((await snapshot())?.state.kind).not.toBe('paused');
    expect((await snapshot())?.reactions.some(({ picked }) => picked)).toBe(false);
    await harness.askCall(tab, 'pause');
    await waitUntil('it is paused', async () => (await snapshot())?.state.kind === 'paused');
    await someRounds();
    expect((await snapshot())?.state.kind).toBe('paused');
    expect((await spy()).found).toEqual([]);
    const hasScheduler = await page.evaluate(() => 'scheduler' in window);
    // Firefox before 142 has no tasks without numbers: docs/firefox.md.
    if (hasScheduler) expect((await spy()).gaps).toBe(0);
    await harness.askCall(tab, 'resume');
    await waitUntil('it reads again', async () => (await snapshot())?.state.kind !== 'paused');
  });

  it('takes the user’s press on Pause', async () => {
    // Where the card is: a page can tell that much, too.
    const { top, right } = await page.evaluate(() => {
      const isCard = (x: number, y: number) => document.elementFromPoint(x, y)?.hasAttribute('data-emojigen');
      const found = { top: 0, right: 0 };
      for (let y = 0; y < innerHeight && found.top === 0; y++) if (isCard(100, y)) found.top = y;
      for (let x = 100; x < innerWidth; x++) if (isCard(x, found.top + 20)) found.right = x;
      return found;
    });
    expect(top).toBeGreaterThan(0);
    await waitUntil('the press counts', async () => {
      await page.mouse.click(right - 51, top + 26);
      return (await snapshot())?.state.kind === 'paused';
    });
  });
});
