/** The popup, opened on a browser in memory. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { App } from '../../../src/pages/popup/app';
import type { CallSnapshot } from '../../../src/shared/messages/call-tab';
import type { StoredSpan } from '../../../src/shared/types';
import { FakeApi } from './popup-api';

export const CALL = '0a1b2c3d-0000-4000-8000-000000000000';

/** Of the test that runs. */
export let api: FakeApi;
export let root: HTMLElement;

/** Gives each test of a file a popup of its own. */
export function popupForEach(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    api = new FakeApi();
    root = document.body.appendChild(document.createElement('div'));
  });
  afterEach(() => {
    render(null, root);
    root.remove();
    vi.useRealTimers();
  });
}

export async function open(): Promise<void> {
  await act(async () => render(<App api={api} />, root));
  await pass(0);
}

/** Lets time and everything waiting go on. */
export async function pass(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

export function find(testId: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
}

export async function click(element: HTMLElement | null): Promise<void> {
  expect(element).not.toBeNull();
  await act(async () => element?.click());
  await pass(0);
}

export function checked(testId: string): string | null | undefined {
  return find(testId)?.getAttribute('aria-checked');
}

export function span(expression: StoredSpan['expression'], start: number, duration: number): StoredSpan {
  return { expression, start, duration, confidence: 0.8, site: 'meet.google.com', callId: CALL };
}

export function watching(more: Partial<CallSnapshot> = {}): CallSnapshot {
  return { state: { kind: 'watching' }, reactions: [], load: null, ...more };
}
