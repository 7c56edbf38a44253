import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSitePart, type SitePart } from '../../../src/call/sites/call-site';
import { MEET_LEFT, MEET_LOBBY, meetCall } from './meet-pages';
import { place, pressesIn, show } from './page';

const CALL = 'https://meet.google.com/abc-defg-hij';
const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } };
const presses = pressesIn(document);
const seen = {
  onCameraMuted: vi.fn(),
  onBegan: vi.fn(),
  onEnded: vi.fn(),
  onMoved: vi.fn(),
  onProblem: vi.fn(),
};
let part: SitePart;
let camera: boolean;
let wanted: boolean;

function start(html: string): void {
  show(html);
  part = createSitePart(window, {
    ...seen,
    topUrl: CALL,
    now: Date.now,
    cameraLive: () => camera,
    wantsReactions: () => wanted,
  });
}
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const happy = () => part.react({ time: Date.now(), expression: 'happy', confidence: 1, emoji: '1f604' });

beforeEach(() => {
  happyDOM.setURL(CALL);
  vi.useFakeTimers({ now: 1_000_000 });
  vi.clearAllMocks();
  presses.length = 0;
  camera = true;
  wanted = true;
});
afterEach(() => {
  part.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the site’s side of a call', () => {
  it('tells the beginning once, and the end once the page has said so for a while', async () => {
    start(MEET_LOBBY);
    await pass(5000);
    expect(seen.onBegan).not.toHaveBeenCalled();
    show(meetCall());
    await pass(20_000);
    expect(seen.onBegan).toHaveBeenCalledOnce();
    show(MEET_LOBBY);
    await pass(1000);
    expect(seen.onEnded).not.toHaveBeenCalled();
    await pass(3000);
    expect(seen.onEnded.mock.calls).toEqual([[true]]);
  });

  it('knows of a camera that was closed again before the next look', async () => {
    camera = false;
    happyDOM.setURL('https://talk.example/room');
    start('<p>Nothing is known about this page.</p>');
    await pass(1500);
    camera = true;
    part.cameraOpened();
    await pass(100);
    camera = false;
    happyDOM.setURL('https://talk.example/lobby');
    await pass(5000);
    expect(seen.onEnded.mock.calls).toEqual([[false]]);
  });

  it('presses for reactions in the call only', async () => {
    start(MEET_LOBBY);
    await pass(3000);
    happy();
    await pass(3000);
    expect(presses).toEqual([]);
    show(meetCall({ trayOpen: true }));
    await pass(3000);
    happy();
    await pass(3000);
    expect(presses.map((element) => element.getAttribute('data-emoji'))).toEqual(['😂']);
  });

  it('says some seconds into the call that the reaction button is not found, and presses nothing for that', async () => {
    start(meetCall({ reactions: null }));
    await pass(2000);
    expect(seen.onProblem).not.toHaveBeenCalled();
    await pass(5000);
    expect(seen.onProblem.mock.calls.flat()).toEqual([
      'Google Meet’s reaction button was not found, so no reaction is sent.',
    ]);
    expect(part.snapshot()).toMatchObject({ name: 'Google Meet', reacts: true, problem: expect.any(String) });
    wanted = false;
    expect(part.snapshot().problem).toBeNull();
    expect(presses).toEqual([]);
  });

  it('does not complain to who never asked for reactions', async () => {
    wanted = false;
    start(meetCall({ reactions: null }));
    await pass(20_000);
    expect(seen.onProblem).not.toHaveBeenCalled();
  });

  it('takes the camera for off in the call only, as the button says', async () => {
    start(MEET_LOBBY.replaceAll('data-is-muted="false"', 'data-is-muted="true"'));
    await pass(3000);
    expect(seen.onCameraMuted).not.toHaveBeenCalledWith(true);
    show(meetCall({ muted: true }));
    await pass(2000);
    expect(seen.onCameraMuted).toHaveBeenLastCalledWith(true);
    show(meetCall());
    await pass(2000);
    expect(seen.onCameraMuted).toHaveBeenLastCalledWith(false);
  });

  it('says that the user presents, in the call only', async () => {
    const sharing = '<button aria-label="Stop presenting"></button>';
    start(MEET_LOBBY + sharing);
    await pass(3000);
    expect(part.presenting).toBe(false);
    show(meetCall({ more: sharing }));
    await pass(2000);
    expect(part.presenting).toBe(true);
    seen.onMoved.mockClear();
    show(meetCall());
    await pass(2000);
    expect(part.presenting).toBe(false);
    expect(seen.onMoved).toHaveBeenCalled();
  });

  it('moves the overlay away from a self view in its usual place', async () => {
    start(meetCall());
    await pass(1000);
    expect(part.corner).toBeNull();
    place(document.querySelector('#own'), 10, 60, 250, 160);
    await pass(1000);
    expect(part.corner?.x).toBeGreaterThan(0.2);
  });

  it.each(['about:blank', 'about:srcdoc'])(
    'goes by the address of the tab in a frame at %s',
    async (address) => {
      happyDOM.setURL(address);
      start(meetCall());
      await pass(1000);
      expect(part.report()).toMatchObject({ site: 'meet', phase: 'call' });
    },
  );

  it('is outside before and after the call, unless a camera is open', async () => {
    start(MEET_LOBBY);
    await pass(1000);
    expect(part.isOutside).toBe(false);
    camera = false;
    expect(part.isOutside).toBe(true);
    show(meetCall());
    await pass(1000);
    expect(part.isOutside).toBe(false);
    show(MEET_LEFT);
    await pass(20_000);
    expect(seen.onEnded).toHaveBeenCalledOnce();
  });
});
