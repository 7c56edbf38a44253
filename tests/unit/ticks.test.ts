import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { giveTicks } from '../../src/analysis/host/ticks';
import { TICK_EVERY, TICKS_PORT } from '../../src/shared/messages/ticks';

interface StubPort {
  readonly name: string;
  readonly sender: { readonly id: string };
  readonly heard: unknown[];
  open: boolean;
  tick(): void;
  cut(): void;
}

const { runtime, ports, makePort } = vi.hoisted(() => {
  const ports: StubPort[] = [];
  const makePort = (name: string, id = 'self') => {
    const [messages, ends] = [[], []] as [(() => void)[], (() => void)[]];
    const port = {
      ...{ name, sender: { id }, heard: [] as unknown[], open: true },
      onMessage: { addListener: (each: () => void) => messages.push(each) },
      onDisconnect: { addListener: (each: () => void) => ends.push(each) },
      postMessage(message: unknown) {
        if (!port.open) throw new Error('disconnected');
        port.heard.push(message);
      },
      disconnect() {
        port.open = false;
      },
      tick: () => messages.forEach((each) => void each()),
      cut() {
        port.open = false;
        ends.forEach((each) => void each());
      },
    };
    ports.push(port);
    return port;
  };
  const connect = vi.fn(({ name }: { name: string }) => makePort(name));
  return { ports, makePort, runtime: { id: 'self' as string | undefined, connect } };
});
vi.mock('wxt/browser', () => ({ browser: { runtime } }));
// Files share their modules: one before may have loaded these with a browser of its own.
vi.resetModules();
const { startTicks } = await import('../../src/call/edges/ticks');

beforeEach(() => {
  vi.useFakeTimers();
  ports.length = 0;
  runtime.id = 'self';
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the background page', () => {
  it('ticks until the call goes', () => {
    const port = makePort(TICKS_PORT);
    expect(giveTicks(port, 'self')).toBe(true);
    vi.advanceTimersByTime(10 * TICK_EVERY);
    expect(port.heard).toHaveLength(10);
    port.cut();
    vi.advanceTimersByTime(10 * TICK_EVERY);
    expect(port.heard).toHaveLength(10);
  });

  it('… and also if it is not told that the call has gone', () => {
    const port = makePort(TICKS_PORT);
    giveTicks(port, 'self');
    port.open = false;
    vi.advanceTimersByTime(TICK_EVERY);
  });

  it('ticks for nobody else, and leaves other ports alone', () => {
    const foreign = makePort(TICKS_PORT, 'other');
    expect([giveTicks(foreign, 'self'), foreign.open]).toEqual([true, false]);
    const frames = makePort('frames:1');
    expect([giveTicks(frames, 'self'), frames.open]).toEqual([false, true]);
  });
});

describe('the clock of a call', () => {
  let count: number;
  let stop: () => void;
  const start = (): void => {
    count = 0;
    stop = startTicks(() => void count++, Date.now);
  };
  const port = (): StubPort => ports.at(-1)!;

  it('is the background page, and while that is silent the page’s own timer', () => {
    start();
    for (let n = 0; n < 30; n++) {
      vi.advanceTimersByTime(TICK_EVERY);
      port().tick();
    }
    expect(count).toBe(30);
    vi.advanceTimersByTime(30 * TICK_EVERY);
    expect(count).toBeGreaterThan(35);
    stop();
    expect(port().open).toBe(false);
  });

  it('connects again after a loss, and where a frozen page’s port is dead', () => {
    start();
    port().cut();
    vi.advanceTimersByTime(1000);
    expect([ports.length, port().open]).toEqual([2, true]);
    vi.advanceTimersByTime(5500);
    expect([ports.length, ports[1]!.open, port().open]).toEqual([3, false, true]);
    stop();
    const before = count;
    vi.advanceTimersByTime(10_000);
    expect([ports.length, count]).toEqual([3, before]);
  });

  it('keeps the background page from being suspended', () => {
    start();
    for (let n = 0; n < 31; n++) {
      vi.advanceTimersByTime(1000);
      port().tick();
    }
    expect([ports.length, port().heard.length]).toEqual([1, 3]);
    stop();
  });

  it('does not ask an extension that is gone', () => {
    start();
    runtime.id = undefined;
    port().cut();
    vi.advanceTimersByTime(5000);
    expect(ports).toHaveLength(1);
    stop();
  });
});
