/** Records every request that pages, extension contexts and their workers make, from their first one on. */
import type { Browser, CDPSession, Protocol } from 'puppeteer';

export interface Traffic {
  /** The addresses asked for so far, less those inside the browser: `data:`, `blob:`, its own `chrome:` pages. */
  urls(): string[];
  /** The kinds of targets that were listened to. */
  kinds(): string[];
}

/** Pages are attached to directly: Chromium refuses to attach through their tabs at the same time. */
const EVERYTHING: Protocol.Target.SetAutoAttachRequest = {
  autoAttach: true,
  waitForDebuggerOnStart: true,
  flatten: true,
  filter: [{ type: 'tab', exclude: true }, {}],
};

/** Listens from now on, also in targets that open later and in the workers inside them. */
export async function recordTraffic(browser: Browser): Promise<Traffic> {
  const urls = new Set<string>();
  const kinds = new Set<string>();
  const note = (url: string) => {
    if (!/^(data|blob|about|chrome):/.test(url)) urls.add(url);
  };

  function followChildren(session: CDPSession): Promise<void> {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const child = session.connection()?.session(sessionId);
      if (!child) return;
      kinds.add(targetInfo.type);
      listen(child)
        // A target that has gone again has nothing more to tell.
        .catch(() => {})
        .finally(() => child.send('Runtime.runIfWaitingForDebugger').catch(() => {}));
    });
    return session.send('Target.setAutoAttach', EVERYTHING);
  }

  async function listen(session: CDPSession): Promise<void> {
    session.on('Network.requestWillBeSent', ({ request }) => note(request.url));
    session.on('Network.webSocketCreated', ({ url }) => note(url));
    session.on('Network.webTransportCreated', ({ url }) => note(url));
    // Some kinds of targets know no network, some have no targets inside: both answer with an error.
    await Promise.allSettled([session.send('Network.enable'), followChildren(session)]);
  }

  await followChildren(await browser.target().createCDPSession());
  return { urls: () => [...urls], kinds: () => [...kinds] };
}

/** A request in Chromium's own log (`--log-net-log`) and who made it; null for the browser itself. */
export interface LoggedRequest {
  readonly url: string;
  readonly initiator: string | null;
}

/** The requests in a net log's text. */
export function loggedRequests(log: string): LoggedRequest[] {
  const { events } = JSON.parse(log) as { events: { params?: { url?: string; initiator?: string } }[] };
  return events.flatMap(({ params }) => {
    if (!params?.url || params.initiator === undefined) return [];
    return [{ url: params.url, initiator: params.initiator === 'not an origin' ? null : params.initiator }];
  });
}
