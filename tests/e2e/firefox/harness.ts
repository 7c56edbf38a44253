/** Firefox with the built extension, a camera that plays a clip, and the local call. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { startCallServer } from '../../../scripts/lib/call-server.mjs';
import { type FoundFirefox, lookForFirefox } from '../../../scripts/lib/find-firefox.mjs';
import { ROOT } from '../../../scripts/lib/toolchain.mjs';
import type { ToBackground } from '../../../src/shared/messages/background';
import type { CallSnapshot, ToCallTab } from '../../../src/shared/messages/call-tab';
import { waitUntil } from '../harness';
import { cameraEnvironment } from './camera';

export const FIREFOX_EXTENSION = `${ROOT}.output/firefox-mv3`;

/** Why these tests cannot run here, or null. */
export function whyNoFirefox(): string | null {
  const { missing } = lookForFirefox();
  if (missing !== undefined) return missing;
  if (existsSync(`${FIREFOX_EXTENSION}/manifest.json`)) return null;
  return 'it has no built extension: `npm run build:firefox` makes it';
}

/** The message without the envelope that `ask` puts on it. */
type Body = ToBackground extends infer M ? (M extends ToBackground ? Omit<M, 'to'> : never) : never;

/** A page of the extension: puppeteer takes no such page, so it is spoken to by WebDriver BiDi itself. */
export interface ExtensionPage {
  /** Runs in the page, with its `browser`; arguments and result are JSON. */
  run<T>(script: (...args: never[]) => T, ...args: unknown[]): Promise<Awaited<T>>;
  text(): Promise<string>;
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

export interface FirefoxHarness {
  readonly program: Browser;
  readonly welcome: ExtensionPage;
  /** Opens the call page in a tab at the front, which joins by itself unless the query is another. */
  openCall(query?: string): Promise<{ readonly page: Page; readonly tab: number }>;
  open(path: string): Promise<ExtensionPage>;
  ask<T>(message: Body): Promise<T>;
  /** Null where nobody answers in the tab. */
  askCall(tab: number, type: ToCallTab['type']): Promise<CallSnapshot | null>;
  /** The middle of the card's button with this label, in pixels of the page; null where the card has none. */
  cardButton(page: Page, label: string): Promise<{ readonly x: number; readonly y: number } | null>;
  /** When the background page that runs now was started; null while it is suspended. */
  backgroundStart(): Promise<number | null>;
  close(): Promise<void>;
}

/** Inside the extension's pages. */
declare const browser: typeof chrome;

interface Bidi {
  send(method: string, params: object): Promise<{ result: never }>;
}

/** A node as WebDriver BiDi tells it, with what is in its shadow root. */
interface ToldNode {
  readonly sharedId?: string;
  readonly value?: {
    readonly attributes?: Readonly<Record<string, string>>;
    readonly children?: readonly ToldNode[];
    readonly shadowRoot?: ToldNode | null;
  };
}

function* nodesIn(node: ToldNode): Generator<ToldNode> {
  yield node;
  const { children = [], shadowRoot } = node.value ?? {};
  for (const inner of shadowRoot ? [shadowRoot, ...children] : children) yield* nodesIn(inner);
}

interface Context {
  readonly context: string;
  readonly url: string;
}

/**
 * Starts all of it. Call `close` in any case.
 * @param pages folder of the call page, where it is not the usual one
 */
export async function launchFirefox(
  clip: string,
  prefs: Record<string, unknown> = {},
  pages?: string,
): Promise<FirefoxHarness> {
  const { firefox, compiler } = lookForFirefox() as Exclude<FoundFirefox, { missing: string }>;
  const server = await startCallServer(pages ? { root: pages } : { strict: true });
  const profile = await mkdtemp(join(tmpdir(), 'emojigen-firefox-'));
  const program = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox,
    headless: true,
    env: { ...process.env, HOME: profile, ...(await cameraEnvironment(clip, compiler)) },
    extraPrefsFirefox: {
      // Camera questions are answered with yes.
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      ...prefs,
    },
  });
  const bidi = (program as unknown as { connection: Bidi }).connection;

  async function send<T>(method: string, params: object): Promise<T> {
    return (await bidi.send(method, params)).result;
  }

  async function contexts(): Promise<readonly Context[]> {
    return (await send<{ contexts: Context[] }>('browsingContext.getTree', { maxDepth: 0 })).contexts;
  }

  function pageOf(context: string): ExtensionPage {
    async function evaluate(expression: string): Promise<string | undefined> {
      const answer = await send<{
        type: string;
        result?: { value?: string };
        exceptionDetails?: { text: string };
      }>('script.evaluate', { expression, target: { context }, awaitPromise: true });
      if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text);
      return answer.result?.value;
    }
    return {
      async run(script, ...args) {
        const json = await evaluate(
          `(async () => JSON.stringify((await (${script})(...${JSON.stringify(args)})) ?? null))()`,
        );
        return JSON.parse(json ?? 'null');
      },
      text: async () => (await evaluate('document.body?.innerText')) ?? '',
      async screenshot(file) {
        const { data } = await send<{ data: string }>('browsingContext.captureScreenshot', { context });
        await writeFile(file, Buffer.from(data, 'base64'));
      },
      close: () => send('browsingContext.close', { context }),
    };
  }

  async function close(): Promise<void> {
    await program.close();
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }

  async function find(ending: string): Promise<string> {
    const found = await waitUntil(`${ending} is open`, async () =>
      (await contexts()).find(({ url }) => url.startsWith('moz-extension:') && url.endsWith(ending)),
    );
    return found.context;
  }

  try {
    await program.installExtension(FIREFOX_EXTENSION);
    const welcome = pageOf(await find('/welcome.html'));
    await waitUntil('the welcome page is loaded', () =>
      welcome.run(() => document.readyState === 'complete'),
    );
    return {
      program,
      welcome,
      async openCall(query = 'auto=1') {
        const url = `${server.url}?${query}`;
        const page = await program.newPage();
        await page.goto(url);
        const tab = await waitUntil('the call has a tab', () =>
          welcome.run(
            async (wanted: string) => (await browser.tabs.query({})).find(({ url }) => url === wanted)?.id,
            url,
          ),
        );
        return { page, tab };
      },
      async open(path) {
        await welcome.run(
          (where: string) => void browser.tabs.create({ url: browser.runtime.getURL(where) }),
          path,
        );
        return pageOf(await find(path));
      },
      ask: (message) =>
        welcome.run((body: object) => browser.runtime.sendMessage(body), { to: 'background', ...message }),
      askCall: (tab, type) =>
        welcome.run(
          (id: number, message: object) => browser.tabs.sendMessage(id, message).catch(() => null),
          tab,
          { to: 'call', type },
        ),
      async cardButton(page, label) {
        const { context } = (await contexts()).find(({ url }) => url === page.url())!;
        const { result: card } = await send<{ result: ToldNode }>('script.evaluate', {
          expression: 'document.querySelector("[data-emojigen]")',
          ...{ target: { context }, awaitPromise: false },
          serializationOptions: { maxDomDepth: 30, includeShadowTree: 'all' },
        });
        const button = [...nodesIn(card)].find(({ value }) => value?.attributes?.['aria-label'] === label);
        if (!button) return null;
        const { result } = await send<{ result: { value: string } }>('script.callFunction', {
          functionDeclaration: `(element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            return JSON.stringify({ x: x + width / 2, y: y + height / 2 });
          }`,
          ...{ target: { context }, awaitPromise: false, arguments: [{ sharedId: button.sharedId }] },
        });
        return JSON.parse(result.value);
      },
      backgroundStart: () =>
        welcome.run(() => browser.extension.getBackgroundPage()?.performance.timeOrigin ?? null),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
