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
  'pure places know no browser, no DOM, no networks and no clock': rules.pureStaysPure,
  'only edges talk to the browser': rules.onlyEdgesTalkToTheBrowser,
  'only the offscreen document takes ports': rules.onlyOffscreenTakesPorts,
  'entrypoints only wire': rules.entrypointsOnlyWire,
  'the product needs nothing from tests, scripts or training': rules.productStandsAlone,
  'files are short': rules.filesAreShort,
  'text never becomes markup or code': rules.textIsNeverCode,
  'no host stands in the code': rules.noHostsInCode,
} satisfies Record<string, rules.Rule>;

describe('the source code', () => {
  it.each(Object.entries(RULES))('%s', (_, rule) => {
    const broken = sources.flatMap((source) => rule(source).map((what) => `${source.path}: ${what}`));
    expect(broken).toEqual([]);
  });

  it('has every place that is promised to be pure', () => {
    const missing = rules.PURE_PLACES.filter((place) => !paths.some((path) => place.test(path)));
    expect(missing).toEqual([]);
  });
});

const PURE = 'src/temporal/x.ts';
const { pureStaysPure, onlyEdgesTalkToTheBrowser, onlyOffscreenTakesPorts, entrypointsOnlyWire } = rules;
const { productStandsAlone, filesAreShort, textIsNeverCode, noHostsInCode } = rules;

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
    [onlyEdgesTalkToTheBrowser, 'src/ui/x.ts', "import { browser } from 'wxt/browser';"],
    [onlyEdgesTalkToTheBrowser, 'src/ui/x.ts', 'chrome.runtime.getURL(path);'],
    [onlyEdgesTalkToTheBrowser, 'src/ui/x.ts', "import browser from 'webextension-polyfill';"],
    [onlyOffscreenTakesPorts, 'src/background/x.ts', 'browser.runtime.onConnect.addListener(f);'],
    [onlyOffscreenTakesPorts, 'entrypoints/background.ts', "browser.runtime['onConnect'].addListener(f);"],
    [entrypointsOnlyWire, 'entrypoints/x.ts', "import { openDB } from 'idb';"],
    [entrypointsOnlyWire, 'entrypoints/x.ts', '\n'.repeat(61)],
    [productStandsAlone, 'src/ui/x.ts', "import { x } from '../../tests/x';"],
    [productStandsAlone, 'entrypoints/x.ts', "import { x } from '../scripts/x.mjs';"],
    [filesAreShort, 'src/ui/x.css', '\n'.repeat(201)],
    [textIsNeverCode, 'src/ui/x.ts', 'element.innerHTML = text;'],
    [textIsNeverCode, 'src/ui/x.ts', "element['outerHTML'] = text;"],
    [textIsNeverCode, 'src/ui/x.tsx', 'const x = <p dangerouslySetInnerHTML={y} />;'],
    [textIsNeverCode, 'src/ui/x.ts', "element.insertAdjacentHTML('afterend', text);"],
    [textIsNeverCode, 'src/ui/x.ts', 'eval(text);'],
    [textIsNeverCode, 'src/ui/x.ts', 'new Function(text);'],
    [textIsNeverCode, 'src/ui/x.ts', 'window.Function(text);'],
    [noHostsInCode, 'src/ui/x.ts', "const where = 'https://example.org/x';"],
    [noHostsInCode, 'src/ui/x.ts', 'const where = `wss://example.org/$' + '{room}`;'],
    [noHostsInCode, 'src/ui/x.css', 'p { background: url(http://example.org/x.png); }'],
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
    [pureStaysPure, 'src/popup/x.ts', 'document.title = String(Date.now());'],
    [onlyEdgesTalkToTheBrowser, 'src/shared/edges/settings-store.ts', "import { browser } from 'wxt/browser';"],
    [onlyOffscreenTakesPorts, 'entrypoints/background.ts', '// no runtime.onConnect here'],
    [textIsNeverCode, 'src/ui/x.ts', "window.Function.prototype; // not innerHTML, not eval('x')"],
    [noHostsInCode, 'src/ui/x.ts', "const secure = url.protocol === 'https:'; // like https://example.org"],
  ];

  it.each(titled(good))('%s in %s: %s', (_, path, text, rule) => {
    expect(rule({ path, text })).toEqual([]);
  });
});
