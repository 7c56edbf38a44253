/** Records every request of every target of a browser, from its first one on. */
import type { Browser, CDPSession } from 'puppeteer';

export interface Traffic {
  /** The addresses asked for so far, `data:` and `blob:` left out: they leave nothing. */
  urls(): string[];
  /** The kinds of targets that were listened to. */
  kinds(): string[];
}

interface Attached {
  sessionId: string;
  targetInfo: { type: string };
}

/** Listens from now on, also in targets that open later and in the workers inside them. */
export async function recordTraffic(browser: Browser): Promise<Traffic> {
  const urls = new Set<string>();
  const kinds = new Set<string>();
  const note = (url: string) => /^(data|blob|about):/.test(url) || urls.add(url);

  async function listen(session: CDPSession): Promise<void> {
    session.on('Network.requestWillBeSent', ({ request }) => note(request.url));
    session.on('Network.webSocketCreated', ({ url }) => note(url));
    session.on('Network.webTransportCreated', ({ url }) => note(url));
    // A target that knows no network, such as a tab's frame around its pages, answers with an error.
    await session.send('Network.enable').catch(() => {});
    await follow(session);
  }

  async function follow(session: CDPSession): Promise<void> {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }: Attached) => {
      kinds.add(targetInfo.type);
      const child = session.connection()?.session(sessionId);
      if (!child) return;
      listen(child)
        .catch(() => {})
        .finally(() => child.send('Runtime.runIfWaitingForDebugger').catch(() => {}));
    });
    const all = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{}] };
    // Some targets hold no others.
    await session.send('Target.setAutoAttach', all).catch(() => {});
  }

  await follow(await browser.target().createCDPSession());
  return { urls: () => [...urls], kinds: () => [...kinds] };
}
