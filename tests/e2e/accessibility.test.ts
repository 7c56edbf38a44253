/** Every view in a real browser: axe finds nothing, the keyboard reaches everything, nothing sticks out. */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, launch, waitUntil } from './harness';
import { overlayButton, pressInOverlay } from './overlay-eye';
import { violations } from './support/axe';
import { focused } from './support/focus';
import { openView, pressRevealed, revealOverlay, startCall, VIEWS } from './support/views';

const NARROW = 360;
/** The most that browsers give a popup, CSS pixels. */
const POPUP = { width: 360, height: 600 };

let harness: Harness;
let call: Call;

beforeAll(async () => {
  harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
  call = await startCall(harness);
});
afterAll(() => harness?.close());

describe('the overlay', () => {
  it('has no violations, closed and opened', async () => {
    const { page } = call;
    await page.bringToFront();
    await revealOverlay(page);
    expect(await violations(page, '[data-emojigen]')).toEqual([]);
    await pressRevealed(page, '[aria-expanded]');
    expect(await violations(page, '[data-emojigen]')).toEqual([]);
  });

  it('has no violations while hiding it can be undone', async () => {
    const { page } = call;
    await pressInOverlay(page, 'Hide this card');
    await waitUntil('it can be undone', () => overlayButton(page, 'Undo'));
    expect(await violations(page, '[data-emojigen]')).toEqual([]);
    await pressInOverlay(page, 'Undo').catch(() => {});
  });
});

describe.each(VIEWS)('$name', (view) => {
  let page: Page;
  beforeAll(async () => {
    page = await openView(harness, call, view);
  });
  afterAll(() => page?.close());

  it('has no violations', async () => {
    expect(await violations(page, 'html')).toEqual([]);
  });

  it('fits into a narrow window', async () => {
    await page.setViewport({ width: view.width ?? NARROW, height: 800 });
    const [inside, outside] = await page.evaluate(() => [
      document.documentElement.clientWidth,
      document.documentElement.scrollWidth,
    ]);
    expect(outside).toBeLessThanOrEqual(inside!);
  });

  it.runIf(view.name === 'popup in a call')('shows what matters without scrolling', async () => {
    await page.$eval('[data-testid="more"]', (more) => {
      (more as HTMLDetailsElement).open = false;
    });
    await page.setViewport({ width: POPUP.width, height: POPUP.height });
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(
      POPUP.height,
    );
    await page.$eval('[data-testid="more"]', (more) => {
      (more as HTMLDetailsElement).open = true;
    });
  });

  it('shows where the keyboard is, and reaches every control', async () => {
    await page.bringToFront();
    const wanted = await page.evaluate(markControls);
    const reached = new Set<string>();
    for (let i = 0; i < 3 * wanted.length + 5 && reached.size < wanted.length; i++) {
      await page.keyboard.press('Tab');
      const { mark, visible } = await page.evaluate(focused);
      if (mark === null) continue;
      expect(visible, `the focus on ${mark}`).toBe(true);
      reached.add(mark);
    }
    expect(wanted.length).toBeGreaterThanOrEqual(view.name === 'diagnostics of nothing' ? 0 : 1);
    expect([...reached].sort()).toEqual([...wanted].sort());
  });
});

/** In the page: gives every control that Tab should reach a mark, and returns those. */
function markControls(): string[] {
  const marks: string[] = [];
  const within = document.querySelector('dialog[open]') ?? document;
  const groups = new Set<string>();
  for (const element of within.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, summary, [tabindex]',
  )) {
    const { name, type } = element as HTMLInputElement;
    if (!element.checkVisibility() || element.tabIndex < 0 || element.matches(':disabled')) continue;
    // Of a group of radio buttons, Tab reaches the chosen one.
    if (type === 'radio') {
      const chosen = document.querySelector(`input[name="${CSS.escape(name)}"]:checked`);
      if (groups.has(name) || (chosen && chosen !== element)) continue;
      groups.add(name);
    }
    element.dataset.mark = `${marks.length} ${element.tagName} ${element.textContent.slice(0, 30)}`;
    marks.push(element.dataset.mark);
  }
  return marks;
}

describe('a question', () => {
  it('keeps the keyboard inside, and hands it back', async () => {
    const view = VIEWS.find(({ name }) => name === 'dashboard')!;
    const page = await openView(harness, call, view);
    await page.focus('[data-testid="delete-all"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    const isInside = () => page.evaluate(() => document.activeElement?.closest('dialog') !== null);
    for (let i = 0; i < 5; i++) {
      // Between the last and the first control the focus is the browser's own.
      const isOurs = await page.evaluate(() => document.activeElement !== document.body);
      if (isOurs) expect(await isInside()).toBe(true);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { hidden: true });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('delete-all');
    await page.close();
  });
});
