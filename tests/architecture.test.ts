import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as rules from './source-rules';

const root = fileURLToPath(new URL('../', import.meta.url));
const paths = ['src', 'entrypoints'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length).replaceAll('\\', '/')),
);
const sources = paths.map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));

const RULES = {
  'every file stands where it runs': rules.filesStandInAContext,
  'folders import only from where they may': rules.foldersKeepTheirDirection,
  'pure places know no browser, no DOM, no networks and no clock': rules.pureStaysPure,
  'only edges talk to the browser': rules.onlyEdgesTalkToTheBrowser,
  'only the offscreen document takes ports': rules.onlyOffscreenTakesPorts,
  'entrypoints only wire': rules.entrypointsOnlyWire,
  'the product needs nothing from tests, scripts or training': rules.productStandsAlone,
  'text never becomes markup or code': rules.textIsNeverCode,
  'the page sees no timers': rules.pagesSeeNoTimers,
  'no host stands in the code': rules.noHostsInCode,
} satisfies Record<string, rules.Rule>;

describe('the source code', () => {
  it.each(Object.entries(RULES))('%s', (_, rule) => {
    const broken = sources.flatMap((source) => rule(source).map((what) => `${source.path}: ${what}`));
    expect(broken).toEqual([]);
  });

  it('gives every export a name of its own', () => {
    expect(rules.sharedNames(sources)).toEqual([]);
    const twice = ['src/a.ts', 'src/b.ts'].map((path) => ({ path, text: 'export const same = 1;' }));
    expect(rules.sharedNames(twice)).toEqual(['same: src/a.ts, src/b.ts']);
  });

  it('imports nothing in a circle', () => {
    expect(rules.circles(sources)).toEqual([]);
    const circle = [
      { path: 'src/a.ts', text: "import { b } from './b';" },
      { path: 'src/b.ts', text: "import { a } from './a';" },
      { path: 'src/c.ts', text: "import type { c } from './a'; import { a } from './a';" },
    ];
    expect(rules.circles(circle)).toEqual(['src/a.ts ↔ src/b.ts']);
  });

  it('warns of long files', () => {
    const long = sources.filter(rules.isLong).map(({ path }) => path);
    if (long.length > 0) console.warn(`More than 300 lines; is each of them one thing? ${long.join(', ')}`);
    expect(rules.isLong({ path: 'src/shared/x.ts', text: '\n'.repeat(301) })).toBe(true);
    expect(rules.isLong({ path: 'src/shared/x.ts', text: '\n'.repeat(300) })).toBe(false);
  });

  it('has every place that is promised to be pure', () => {
    const missing = rules.PURE_PLACES.filter((place) => !paths.some((path) => place.test(path)));
    expect(missing).toEqual([]);
  });
});

const PURE = 'src/analysis/temporal/x.ts';
const { pureStaysPure, onlyEdgesTalkToTheBrowser, onlyOffscreenTakesPorts, entrypointsOnlyWire } = rules;
const { productStandsAlone, textIsNeverCode, noHostsInCode, foldersKeepTheirDirection, pagesSeeNoTimers } =
  rules;
const { filesStandInAContext } = rules;

type Case = readonly [rule: rules.Rule, path: string, text: string];
const titled = (cases: readonly Case[]) =>
  cases.map(([rule, path, text]) => [rule.name, path, text, rule] as const);

describe('the checker finds', () => {
  const bad: Case[] = [
    [pureStaysPure, PURE, "import * as tf from '@tensorflow/tfjs';"],
    [pureStaysPure, PURE, "import type { Plane } from 'idb';"],
    [pureStaysPure, PURE, "import { openFrameLink } from '../frames/frame-link';"],
    [pureStaysPure, PURE, "import { type Plane } from '../frames/frame-link';"],
    [pureStaysPure, PURE, "export * from '../frames/frame-source';"],
    [pureStaysPure, PURE, "const later = import('preact');"],
    [pureStaysPure, PURE, 'const wide = window.innerWidth;'],
    [pureStaysPure, PURE, 'const t = Date.now();'],
    [pureStaysPure, PURE, 'const t = new Date();'],
    [pureStaysPure, PURE, 'const { now } = Date;'],
    [pureStaysPure, PURE, 'const t = performance.now();'],
    [pureStaysPure, PURE, 'const r = Math.random();'],
    [pureStaysPure, PURE, "const r = Math['random']();"],
    [pureStaysPure, PURE, 'const g = globalThis;'],
    [pureStaysPure, PURE, 'const holder = { fetch };'],
    [pureStaysPure, 'src/analysis/face/align.ts', 'self.postMessage(1);'],
    [onlyEdgesTalkToTheBrowser, 'src/pages/ui/x.ts', "import { browser } from 'wxt/browser';"],
    [onlyEdgesTalkToTheBrowser, 'src/pages/ui/x.ts', 'chrome.runtime.getURL(path);'],
    [onlyEdgesTalkToTheBrowser, 'src/pages/ui/x.ts', "import browser from 'webextension-polyfill';"],
    [onlyOffscreenTakesPorts, 'src/background/x.ts', 'browser.runtime.onConnect.addListener(f);'],
    [onlyOffscreenTakesPorts, 'entrypoints/background.ts', "browser.runtime['onConnect'].addListener(f);"],
    [entrypointsOnlyWire, 'entrypoints/x.ts', "import { openDB } from 'idb';"],
    [entrypointsOnlyWire, 'entrypoints/x.ts', '\n'.repeat(61)],
    [productStandsAlone, 'src/pages/ui/x.ts', "import { x } from '../../../tests/x';"],
    [productStandsAlone, 'entrypoints/x.ts', "import { x } from '../scripts/x.mjs';"],
    [filesStandInAContext, 'src/x.ts', ''],
    [filesStandInAContext, 'src/popup/x.ts', ''],
    [foldersKeepTheirDirection, 'src/hook/x.ts', "import { host } from '../shared/settings/host';"],
    [
      foldersKeepTheirDirection,
      'src/hook/x.ts',
      "import type { Settings } from '../shared/settings/schema';",
    ],
    [
      foldersKeepTheirDirection,
      'src/shared/x.ts',
      "import type { Plan } from '../analysis/scheduling/plan';",
    ],
    [foldersKeepTheirDirection, 'src/analysis/x.ts', "import { find } from '../call/sites/find';"],
    [foldersKeepTheirDirection, 'src/pages/popup/x.ts', "import { x } from '../../call/x';"],
    [foldersKeepTheirDirection, 'src/call/x.ts', "import { x } from '../pages/x';"],
    [foldersKeepTheirDirection, 'src/call/x.ts', "import { x } from '../hook/gum-hook';"],
    [textIsNeverCode, 'src/pages/ui/x.ts', 'element.innerHTML = text;'],
    [pagesSeeNoTimers, 'src/call/x.ts', 'setTimeout(step, 5);'],
    [pagesSeeNoTimers, 'src/call/overlay/x.tsx', 'window.requestAnimationFrame(step);'],
    [pagesSeeNoTimers, 'src/shared/frames/x.ts', 'const timer = setInterval(step, 5);'],
    [textIsNeverCode, 'src/pages/ui/x.ts', "element['outerHTML'] = text;"],
    [textIsNeverCode, 'src/pages/ui/x.tsx', 'const x = <p dangerouslySetInnerHTML={y} />;'],
    [textIsNeverCode, 'src/pages/ui/x.ts', "element.insertAdjacentHTML('afterend', text);"],
    [textIsNeverCode, 'src/pages/ui/x.ts', 'eval(text);'],
    [textIsNeverCode, 'src/pages/ui/x.ts', 'new Function(text);'],
    [textIsNeverCode, 'src/pages/ui/x.ts', 'window.Function(text);'],
    [noHostsInCode, 'src/pages/ui/x.ts', "const where = 'https://example.org/x';"],
    [noHostsInCode, 'src/pages/ui/x.ts', 'const where = `wss://example.org/$' + '{room}`;'],
    [noHostsInCode, 'src/pages/ui/x.css', 'p { background: url(http://example.org/x.png); }'],
  ];

  it.each(titled(bad))('%s in %s: %s', (_, path, text, rule) => {
    expect(rule({ path, text })).toHaveLength(1);
  });
});

describe('the checker lets pass', () => {
  const good: Case[] = [
    [pureStaysPure, PURE, '// window.document, Date.now() and fetch are for others'],
    [pureStaysPure, PURE, "const word = 'document';"],
    [pureStaysPure, PURE, 'const middle = Math.max(1, view.window, view.self);'],
    [pureStaysPure, PURE, 'interface View { window: number } const view = { window: 1 };'],
    [pureStaysPure, PURE, 'const day = (time: number): Date => new Date(time);'],
    [pureStaysPure, PURE, "import type { EmotionModel } from '../emotion/emotion-model';"],
    [pureStaysPure, PURE, "import { fold } from '../emotion/labels';"],
    [foldersKeepTheirDirection, 'src/call/x.ts', "import { x } from '../hook/channel/announce';"],
    [foldersKeepTheirDirection, 'src/pages/x.ts', "import { x } from '../analysis/host/client';"],
    [pureStaysPure, 'src/pages/popup/x.ts', 'document.title = String(Date.now());'],
    [
      onlyEdgesTalkToTheBrowser,
      'src/shared/edges/settings-store.ts',
      "import { browser } from 'wxt/browser';",
    ],
    [onlyOffscreenTakesPorts, 'entrypoints/background.ts', '// no runtime.onConnect here'],
    [textIsNeverCode, 'src/pages/ui/x.ts', "window.Function.prototype; // not innerHTML, not eval('x')"],
    [
      noHostsInCode,
      'src/pages/ui/x.ts',
      "const secure = url.protocol === 'https:'; // like https://example.org",
    ],
  ];

  it.each(titled(good))('%s in %s: %s', (_, path, text, rule) => {
    expect(rule({ path, text })).toEqual([]);
  });
});
