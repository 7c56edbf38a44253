/** A call page that tries everything to find out what the card shows, in every state that the card has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, DEMO } from '../../scripts/lib/clip.mjs';
import { askBackground } from '../../scripts/lib/remote.mjs';
import { DEFAULT_REACTION_SETTINGS } from '../../src/shared/settings/reaction-settings';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { overlayButton, pressInOverlay } from './overlay-eye';

interface Spy {
  /** What each attack has seen, each different thing once. */
  readonly seen: Record<string, string[]>;
  rounds: number;
}

/** In the page: looks at the card in every way there is, again and again, and keeps what differs. */
function attack(words: readonly string[]): void {
  const seen: Record<string, string[]> = {};
  const spy: Spy = { seen, rounds: 0 };
  Object.assign(window, { spy });
  const note = (name: string, value: unknown): void => {
    const text = JSON.stringify(value) ?? 'nothing';
    seen[name] ??= [];
    if (!seen[name].includes(text)) seen[name].push(text);
  };
  const host = document.querySelector<HTMLElement>('[data-emojigen]')!;
  const types = [
    ...['animationstart', 'animationend', 'animationiteration', 'transitionrun', 'transitionend', 'load'],
    ...[
      'error',
      'toggle',
      'beforetoggle',
      'focusin',
      'focusout',
      'slotchange',
      'scroll',
      'scrollend',
      'resize',
    ],
  ];
  for (const type of types) {
    const onEvent = (event: Event): void => {
      if (event.composedPath().includes(host)) note('events', type);
    };
    addEventListener(type, onEvent, true);
  }
  for (const type of ['resource', 'largest-contentful-paint', 'layout-shift', 'element']) {
    const report = (list: PerformanceObserverEntryList): void => {
      for (const entry of list.getEntries()) {
        const shown = `${entry.name} ${JSON.stringify(entry)}`;
        if (/extension|emoji|blob:|data:|webp|leak/.test(shown)) note('entries', `${type} ${shown}`);
      }
    };
    new PerformanceObserver(report).observe({ type });
  }
  new ResizeObserver(([entry]) => note('size', entry!.contentRect)).observe(host);
  const fonts = document.createElement('style');
  const families = [
    ...['"system-ui"', '"sans-serif"', '"Segoe UI"', 'Roboto', '"Noto Sans"', '"-apple-system"', 'Arial'],
    ...['"Noto Color Emoji"', '"Apple Color Emoji"', '"Segoe UI Emoji"', '"DejaVu Sans"', 'system-ui'],
  ];
  const ranges = ['U+48', 'U+53', 'U+25', 'U+30-39', 'U+1F600-1F64F'];
  fonts.textContent = families
    .flatMap((name, f) =>
      ranges.map(
        (range, r) =>
          `@font-face { font-family: ${name}; src: url(/leak?${f}-${r}); unicode-range: ${range}; }`,
      ),
    )
    .join('\n');
  document.head.append(fonts);
  // What lies above the page's own elements: nothing may come or go there.
  const visible = new Map<Element, boolean>();
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isVisible } of entries as (IntersectionObserverEntry & { isVisible: boolean })[]) {
        const before = visible.get(target);
        visible.set(target, isVisible);
        if (before !== undefined && before !== isVisible) note('covered', [target.id, isVisible]);
      }
    },
    { trackVisibility: true, delay: 100, threshold: [0, 1] } as IntersectionObserverInit,
  );
  for (let y = 60; y < 420; y += 30) {
    for (let x = 4; x < 360; x += 28) {
      const mark = document.createElement('i');
      mark.id = `${x} ${y}`;
      mark.style.cssText = `position:fixed;left:${x}px;top:${y}px;width:4px;height:4px;background:#888;z-index:99999`;
      document.body.append(mark);
      watcher.observe(mark);
    }
  }
  function look(): void {
    spy.rounds += 1;
    for (const word of words) {
      getSelection()!.removeAllRanges();
      const find = (window as unknown as { find(...args: unknown[]): boolean }).find;
      if (find.call(window, word, false, false, true, false, true, false)) note('found', word);
    }
    getSelection()!.removeAllRanges();
    document.execCommand('selectAll');
    const all = getSelection()!.toString();
    for (const word of words) if (all.includes(word)) note('selected', word);
    getSelection()!.removeAllRanges();
    const hits: string[] = [];
    for (let y = 60; y < 420; y += 10) {
      let from = -1;
      for (let x = 0; x < 360; x += 10) {
        const hit = document.elementsFromPoint(x, y).includes(host);
        if (hit && from < 0) from = x;
        if (!hit && from >= 0) {
          hits.push(`${y}: ${from}-${x}`);
          from = -1;
        }
      }
    }
    note('hits', hits);
    note('host', [host.getBoundingClientRect(), host.scrollWidth, host.scrollHeight, host.offsetHeight]);
    note('page', [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
    note('attributes', host.outerHTML);
    note('active', document.activeElement?.outerHTML.slice(0, 60));
    const named = (each: Animation): string => `${(each as CSSAnimation).animationName}`;
    note('animations', [...host.getAnimations({ subtree: true }), ...document.getAnimations()].map(named));
    note('text', [host.textContent, (host as { shadowRoot: unknown }).shadowRoot]);
    for (const [x, y] of [
      [120, 90],
      [60, 130],
    ] as const) {
      const caret = document.caretPositionFromPoint(x, y);
      note(`caret ${x}`, [caret?.offsetNode.nodeName, caret?.offset]);
    }
    const key = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true, bubbles: true });
    document.body.dispatchEvent(key);
    note('escape', key.defaultPrevented);
  }
  setInterval(look, 500);
}

/** In the page: carries the card into another document and back, and measures it in both places. */
function carry(): unknown {
  const host = document.querySelector<HTMLElement>('[data-emojigen]')!;
  const frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;width:900px;height:700px';
  document.body.append(frame);
  const { body } = frame.contentDocument!;
  const measure = () => [
    host.getBoundingClientRect(),
    host.scrollWidth,
    host.scrollHeight,
    body.scrollHeight,
  ];
  body.append(host);
  const away = [measure(), frame.contentDocument!.elementsFromPoint(60, 60).length];
  document.documentElement.append(host);
  const back = measure();
  document.implementation.createHTMLDocument().adoptNode(host);
  document.documentElement.append(host);
  const again = measure();
  frame.remove();
  return { away, back, again };
}

interface Painted {
  readonly sizes: number[];
}

/** In the page: puts the card in anew at each press, so that its text is painted anew, and keeps what the browser reports of it. */
function repaint(): void {
  const sizes: number[] = [];
  Object.assign(window, { painted: { sizes } satisfies Painted });
  const report = (list: PerformanceObserverEntryList): void => {
    for (const entry of list.getEntries() as (PerformanceEntry & Record<string, { size?: number }>)[]) {
      const { size } = entry.largestContentfulPaint ?? {};
      if (size !== undefined) sizes.push(size);
    }
  };
  new PerformanceObserver(report).observe({ type: 'interaction-contentful-paint' });
  // The page's own text is smaller than any word of the card.
  document.body.replaceChildren();
  addEventListener('pointerup', () => {
    const host = document.querySelector<HTMLElement>('[data-emojigen]')!;
    document.documentElement.append(host);
    host.showPopover();
  });
}

describe('a page that looks at the card', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(DEMO, 'demo-clip') });
    await setHappy('ask');
    await harness.setSite(true);
    await harness.setAuto(true);
    await harness.setOutputs({ video: true });
    call = await harness.openCall();
    await waitForState(harness, call, 'watching');
  });
  afterAll(() => harness?.close());

  const setHappy = (happy: 'ask' | 'auto') => {
    const modes = { ...DEFAULT_REACTION_SETTINGS.modes, happy };
    const reactions = { ...DEFAULT_REACTION_SETTINGS, modes };
    return askBackground(harness.popup, { type: 'change-settings', patch: { reactions } });
  };
  const WORDS = [
    ...['Neutral', 'Happy', 'Surprised', 'Sad', 'Angry', 'Fearful', 'No face', 'Not sure', 'sure)'],
    ...['Watching', 'Active', 'Paused', 'Send', 'EmojiGen:', 'reaction', 'Others', 'Turn off'],
  ];
  const rounds = () => call.page.evaluate(() => (window as unknown as { spy: Spy }).spy.rounds);
  const someRounds = async () => {
    const before = await rounds();
    await waitUntil('the page has looked again', async () => (await rounds()) >= before + 5);
  };

  it.each(['closed', 'opened'])('learns nothing from the card, %s, whatever it shows', async (kind) => {
    if (kind === 'opened') {
      await call.page.reload();
      await call.page.bringToFront();
      await waitForState(harness, call, 'watching');
      await waitUntil('the card is opened', async () => {
        if ((await overlayButton(call.page, 'Hide details')) !== null) return true;
        await pressInOverlay(call.page, 'Show details').catch(() => {});
        return false;
      });
      await call.page.mouse.move(700, 600);
    }
    await call.page.evaluate(attack, WORDS);
    await someRounds();
    await call.page.evaluate(() => {
      const { seen } = (window as unknown as { spy: Spy }).spy;
      for (const name of ['events', 'covered', 'entries', 'size']) delete seen[name];
    });
    await waitUntil('a question is shown', async () => (await harness.snapshot(call))?.asked);
    await someRounds();
    await setHappy('auto');
    await waitUntil('a reaction is shown', async () => (await harness.snapshot(call))?.reactions.length);
    await someRounds();
    await setHappy('ask');
    await harness.send(call, 'pause');
    await waitForState(harness, call, 'paused');
    await someRounds();
    await harness.send(call, 'resume');
    await waitForState(harness, call, 'watching');
    await call.page.evaluate(() => window.__call.setCamera(false));
    await waitForState(harness, call, 'camera-off');
    await someRounds();
    const { seen } = await call.page.evaluate(() => (window as unknown as { spy: Spy }).spy);
    const { hits, ...rest } = seen;
    expect(hits).toHaveLength(1);
    expect(hits![0]).toContain('-');
    const single = Object.entries(rest).filter(([, values]) => values.length > 1);
    expect(single).toEqual([]);
    for (const name of ['found', 'selected', 'events', 'covered', 'entries'])
      expect(seen[name]).toBeUndefined();
    expect(seen.escape).toEqual(['false']);
  });

  it('learns nothing from the card by carrying it into another document, where its style is gone', async () => {
    await call.page.reload();
    await call.page.bringToFront();
    await waitForState(harness, call, 'watching');
    const seen = new Set<string>();
    const look = async () => seen.add(JSON.stringify(await call.page.evaluate(carry)));
    await look();
    await waitUntil('a question is shown', async () => (await harness.snapshot(call))?.asked);
    await look();
    await setHappy('auto');
    const before = (await harness.snapshot(call))?.reactions.length ?? 0;
    await waitUntil('a reaction is shown', async () => {
      const { reactions = [] } = (await harness.snapshot(call)) ?? {};
      return reactions.length > before;
    });
    await look();
    expect([...seen]).toHaveLength(1);
    // It is whole again at once.
    await waitUntil('it is shown', async () => (await overlayButton(call.page, 'Pause')) !== null);
  });

  it('learns nothing from the sizes of painted text', async () => {
    await setHappy('ask');
    await call.page.reload();
    await call.page.bringToFront();
    await waitForState(harness, call, 'watching');
    await call.page.evaluate(repaint);
    const press = async () => {
      const sizes = () =>
        call.page.evaluate(() => (window as unknown as { painted: Painted }).painted.sizes.length);
      const before = await sizes();
      await call.page.mouse.click(900, 700);
      await waitUntil('the browser has reported it', async () => (await sizes()) > before);
    };
    for (let n = 0; n < 4; n++) await press();
    await waitUntil('a question is shown', async () => {
      await press();
      return (await harness.snapshot(call))?.asked;
    });
    for (let n = 0; n < 4; n++) await press();
    const { sizes } = await call.page.evaluate(() => (window as unknown as { painted: Painted }).painted);
    expect([...new Set(sizes)]).toHaveLength(1);
  });
});
