/** Pages that keep the card from the user: reading pauses and says why, and goes on by itself. */
import { beforeEach, describe, expect, it } from 'vitest';
import { waitForState, waitUntil } from './harness';
import { standInCalls } from './support/stand-in-calls';

describe('a page that keeps the card from the user', () => {
  const on = standInCalls();
  beforeEach(() => on.open('Pause'));

  const title = (): Promise<string> =>
    on.harness.popup.evaluate((tabId) => chrome.action.getTitle({ tabId }), on.call.tab);

  it.each([
    {
      what: 'covers it with something that lets clicks through',
      reason: 'covered',
      says: 'Paused: covered',
      begin: () => {
        const cover = document.createElement('div');
        cover.id = 'cover';
        cover.setAttribute('popover', 'manual');
        cover.style.cssText =
          'position: fixed; inset: 0; width: 100vw; height: 100vh; background: white; pointer-events: none';
        document.body.append(cover);
        cover.showPopover();
        // Above it again as soon as it has been raised.
        setInterval(() => {
          if (!cover.isConnected) return;
          cover.hidePopover();
          cover.showPopover();
        }, 100);
      },
      end: () => document.querySelector('#cover')!.remove(),
    },
    {
      what: 'throws it out again and again',
      reason: 'removed',
      says: 'Paused: removed',
      begin: () => {
        const throwOut = () => document.querySelector('[data-emojigen]')?.remove();
        const observer = new MutationObserver(throwOut);
        observer.observe(document, { childList: true, subtree: true });
        Object.assign(window, { observer });
        throwOut();
      },
      end: () => (window as unknown as { observer: MutationObserver }).observer.disconnect(),
    },
    {
      what: 'shrinks everything',
      reason: 'covered',
      says: 'Paused: covered',
      begin: () => document.documentElement.style.setProperty('zoom', '0.02'),
      end: () => document.documentElement.style.removeProperty('zoom'),
    },
    {
      what: 'shows nothing at all',
      reason: 'covered',
      says: 'Paused: covered',
      begin: () => document.documentElement.style.setProperty('display', 'none', 'important'),
      end: () => document.documentElement.style.removeProperty('display'),
    },
    {
      what: 'makes the document inert',
      reason: 'blocked',
      says: 'Paused: blocked',
      begin: () => document.documentElement.toggleAttribute('inert', true),
      end: () => document.documentElement.toggleAttribute('inert', false),
    },
    {
      what: 'opens a modal dialog in a closed component, which the card cannot enter',
      reason: 'blocked',
      says: 'Paused: blocked',
      begin: () => {
        const component = document.createElement('div');
        document.body.append(component);
        const dialog = document.createElement('dialog');
        dialog.textContent = 'Members only';
        component.attachShadow({ mode: 'closed' }).append(dialog);
        dialog.showModal();
        Object.assign(window, { dialog });
      },
      end: () => (window as unknown as { dialog: HTMLDialogElement }).dialog.close(),
    },
  ])('which $what', async ({ reason, says, begin, end }) => {
    await on.page.evaluate(begin);
    const { state } = await waitForState(on.harness, on.call, 'unseen');
    expect(state).toEqual({ kind: 'unseen', reason });
    await waitUntil('the badge holds', async () => (await on.harness.badge(on.call)) === '‖');
    expect(await title()).toBe(`EmojiGen: ${says}`);
    await on.page.evaluate(end);
    await waitForState(on.harness, on.call, 'no-face');
    await waitUntil('the badge is on', async () => (await on.harness.badge(on.call)) === 'ON');
  });

  it('lets the user go on without the card', async () => {
    await on.page.evaluate(() => document.documentElement.toggleAttribute('inert', true));
    await waitForState(on.harness, on.call, 'unseen');
    await on.harness.send(on.call, 'toggle-overlay');
    await waitForState(on.harness, on.call, 'no-face');
    expect(await on.page.evaluate(() => document.querySelector('[data-emojigen]'))).toBeNull();
  });
});
