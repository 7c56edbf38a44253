import { describe, expect, it } from 'vitest';
import { reachableParent } from '../../src/call/camera/reachable-frames';

interface Fake {
  readonly location: { readonly protocol: string };
  readonly document: object;
  parent: unknown;
  opener?: unknown;
}

const windowAt = (protocol: string): Fake => {
  const made: Fake = { location: { protocol }, document: {}, parent: null };
  made.parent = made;
  return made;
};
/** Windows inside each other, outermost first. */
const nest = (...protocols: string[]): Fake[] => {
  const all = protocols.map(windowAt);
  for (const [n, each] of all.entries()) if (n > 0) each.parent = all[n - 1];
  return all;
};
const parentOf = (window: Fake | undefined) => reachableParent(window as unknown as Window);

describe('the window that serves a frame', () => {
  it('is nobody for a page, and the page for its frames', () => {
    const [page, frame] = nest('https:', 'about:');
    expect(parentOf(page)).toBeNull();
    expect(parentOf(frame)).toBe(page);
  });

  it('is the page also through blank frames, which are parts of it', () => {
    const [page, , , inner] = nest('https:', 'about:', 'about:', 'https:');
    expect(parentOf(inner)).toBe(page);
  });

  it('is the nearest page', () => {
    const [, frame, inner] = nest('https:', 'https:', 'about:');
    expect(parentOf(inner)).toBe(frame);
  });

  it('is the outermost blank window where there is no page around it', () => {
    const [blank, , inner] = nest('about:', 'about:', 'about:');
    expect(parentOf(inner)).toBe(blank);
  });

  it('is the page that opened a blank window, also by way of a frame, for all that is in it', () => {
    const [page, frame] = nest('https:', 'about:');
    const [popup, inner] = nest('about:', 'https:');
    popup!.opener = frame;
    expect(parentOf(popup)).toBe(page);
    expect(parentOf(inner)).toBe(page);
  });

  it('is nobody for a window with an address, whoever opened it', () => {
    const [page] = nest('https:');
    const [popup] = nest('https:');
    popup!.opener = page;
    expect(parentOf(popup)).toBeNull();
  });

  it('ends in a ring of blank windows that opened each other', () => {
    const [one] = nest('about:');
    const [other] = nest('about:');
    one!.opener = other;
    other!.opener = one;
    expect([one, other]).toContain(parentOf(one));
  });

  it('is nobody behind a page of another origin', () => {
    const [, frame] = nest('https:', 'about:');
    frame!.parent = {
      get document(): never {
        throw new DOMException('other origin', 'SecurityError');
      },
    };
    expect(parentOf(frame)).toBeNull();
  });
});
