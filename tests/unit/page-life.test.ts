import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followSettings } from '../../src/call/follow-settings';
import { watchPageLife } from '../../src/call/page-life';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { makePage, type StubPage } from './support/window';

const STATE = { kind: 'camera-off' } as const;
const calls = { tell: vi.fn(), tellState: vi.fn(), cameraClosed: vi.fn() };
let page: StubPage;
let lifetime: AbortController;

beforeEach(() => {
  vi.clearAllMocks();
  page = makePage();
  lifetime = new AbortController();
});
afterEach(() => {
  lifetime.abort();
  expect(page.listeners).toBe(0);
});

function follow(isTop: boolean, session: { hasCamera: boolean } | null): () => void {
  const { tell, tellState, cameraClosed } = calls;
  const snapshot = () => ({ state: STATE, reactions: [], load: null });
  const own = session && { ...session, snapshot };
  return watchPageLife(
    page,
    { isTop, session: () => own, frames: { cameraClosed }, tell, tellState },
    lifetime.signal,
  );
}

describe('a page that is left', () => {
  it('says so where it is a frame with the camera: the badge would stay', () => {
    follow(false, { hasCamera: true });
    page.hide();
    expect(calls.cameraClosed).toHaveBeenCalledOnce();
    expect(calls.tell).toHaveBeenCalledWith({
      to: 'background',
      type: 'call-state',
      state: { kind: 'waiting' },
    });
  });

  it('says so, too, where only the call is over and the frame stays', () => {
    const goodbye = follow(false, { hasCamera: true });
    goodbye();
    expect(calls.tell).toHaveBeenCalledOnce();
    // Of the page itself the session says it.
    follow(true, { hasCamera: true })();
    expect(calls.tell).toHaveBeenCalledOnce();
  });

  it('says nothing else', () => {
    follow(false, { hasCamera: false });
    follow(false, null);
    follow(true, { hasCamera: true });
    page.hide();
    expect([calls.cameraClosed, calls.tell].flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});

describe('a page that comes back from the back/forward cache', () => {
  it('says again what it does: the badge was cleared meanwhile', () => {
    follow(true, { hasCamera: true });
    page.show(false);
    expect(calls.tellState).not.toHaveBeenCalled();
    page.show(true);
    expect(calls.tellState).toHaveBeenCalledExactlyOnceWith(STATE);
  });

  it('says nothing where EmojiGen is off', () => {
    follow(true, null);
    page.show(true);
    expect(calls.tellState).not.toHaveBeenCalled();
  });

  it('has the settings and images of now, told or not', async () => {
    const [apply, onImages] = [vi.fn(), vi.fn()];
    let settings = DEFAULT_SETTINGS;
    const watch = () => () => {};
    const followed = {
      settings: { read: async () => settings, watch } as never,
      images: { list: async () => [], watch } as never,
      apply,
      onImages,
    };
    await followSettings(page, followed, lifetime.signal);
    expect(apply.mock.calls).toEqual([[DEFAULT_SETTINGS]]);
    settings = { ...DEFAULT_SETTINGS, outputs: { ...DEFAULT_SETTINGS.outputs, mask: 'black' } };
    page.show(true);
    await vi.waitUntil(() => apply.mock.calls.length === 2 && onImages.mock.calls.length === 1);
    expect(apply).toHaveBeenLastCalledWith(settings);
  });
});
