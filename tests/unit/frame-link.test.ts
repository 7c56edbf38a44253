import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameLink } from '../../src/call/edges/frame-link';
import type { ToCall, ToOffscreen } from '../../src/shared/messages/frames';
import { makePage, type StubPage } from './support/window';

/** The near end of a port. The browser never tells it when its own end is closed. */
interface StubPort {
  open: boolean;
  readonly sent: unknown[];
  tell(message: ToCall): void;
  /** The far end goes. */
  cut(): void;
}

const { runtime, ports } = vi.hoisted(() => {
  const ports: StubPort[] = [];
  const connect = vi.fn(() => {
    const [messages, ends] = [[], []] as [((message: unknown) => void)[], (() => void)[]];
    const port: StubPort = {
      open: true,
      sent: [],
      tell: (message) => messages.forEach((each) => void each(message)),
      cut() {
        port.open = false;
        for (const each of ends) each();
      },
    };
    ports.push(port);
    return {
      onMessage: { addListener: (each: (message: unknown) => void) => messages.push(each) },
      onDisconnect: { addListener: (each: () => void) => ends.push(each) },
      postMessage(message: unknown) {
        if (!port.open) throw new Error('Attempting to use a disconnected port object');
        port.sent.push(message);
      },
      disconnect() {
        port.open = false;
      },
    };
  });
  return { ports, runtime: { id: 'self' as string | undefined, connect, sendMessage: vi.fn() } };
});
vi.mock('wxt/browser', () => ({ browser: { runtime } }));
// Files share their modules: one before may have loaded these with a browser of its own.
vi.resetModules();
const { openFrameLink } = await import('../../src/call/edges/frame-link');

const SAME: ToOffscreen = { type: 'same' };
const PULL: ToCall = { type: 'pull', region: null };
const events = { onMessage: vi.fn(), onOpened: vi.fn(), onUnreachable: vi.fn(), onOrphaned: vi.fn() };
const pass = (milliseconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

let page: StubPage;
let link: FrameLink;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  ports.length = 0;
  runtime.id = 'self';
  runtime.sendMessage.mockImplementation(async () => ({ ok: true }));
  page = makePage();
  link = openFrameLink('call', events, page);
  await pass();
});
afterEach(() => {
  link.dispose();
  expect(ports.filter(({ open }) => open)).toEqual([]);
  expect([page.listeners, vi.getTimerCount()]).toEqual([0, 0]);
  vi.useRealTimers();
});

describe('the link to the analysis', () => {
  it('connects again after a loss, a little later each time, and says so from the second on', async () => {
    ports[0]!.cut();
    expect(link.send(SAME)).toBe(false);
    await pass(299);
    expect(ports).toHaveLength(1);
    await pass(1);
    expect(ports).toHaveLength(2);
    expect(events.onUnreachable).not.toHaveBeenCalled();
    ports[1]!.cut();
    expect(events.onUnreachable).toHaveBeenCalledOnce();
    await pass(1000);
    expect(link.send(SAME)).toBe(true);
    expect(ports[2]!.sent).toEqual([SAME]);
  });

  it('connects again at once when its page comes back from the cache, where ports die without a word', async () => {
    ports[0]!.open = false;
    page.show(true);
    await pass();
    expect(ports).toHaveLength(2);
    expect(events.onOpened).toHaveBeenCalledTimes(2);
    expect(link.send(SAME)).toBe(true);
    ports[1]!.tell(PULL);
    ports[0]!.tell(PULL);
    ports[0]!.cut();
    await pass(20_000);
    expect(events.onMessage.mock.calls).toEqual([[PULL]]);
    expect(ports).toHaveLength(2);
  });

  it('has one connection after that, also where it was just connecting, or waiting to', async () => {
    ports[0]!.cut();
    page.show(true);
    await pass();
    expect(ports).toHaveLength(2);
    // A question from before the cache, which fails late: its answer cannot come any more.
    let fail!: (error: Error) => void;
    runtime.sendMessage.mockImplementationOnce(() => new Promise((_, reject) => (fail = reject)));
    ports[1]!.cut();
    await pass(1000);
    page.show(true);
    await pass();
    fail(new Error('The page keeping the extension port is moved into back/forward cache'));
    await pass(20_000);
    expect(ports).toHaveLength(3);
    expect(ports.filter(({ open }) => open)).toHaveLength(1);
  });

  it('stays as it is when a page is shown for the first time, or a script of the page says that it is back', async () => {
    page.show(false);
    page.show(true, true);
    await pass(20_000);
    expect(ports).toHaveLength(1);
  });

  it('takes a message that cannot be sent for a loss, and tells of an orphan only then', async () => {
    ports[0]!.open = false;
    expect(link.send(SAME)).toBe(false);
    await pass(300);
    expect(ports).toHaveLength(2);
    expect(link.send(SAME)).toBe(true);
    ports[1]!.open = false;
    runtime.id = undefined;
    expect(link.send(SAME)).toBe(false);
    expect(events.onOrphaned).not.toHaveBeenCalled();
    await pass();
    expect(events.onOrphaned).toHaveBeenCalledOnce();
  });
});
