/** The one way to the background, for pages, call tabs and the offscreen document. */
import { browser } from 'wxt/browser';
import type { BackgroundAnswers, BackgroundRequest, ToBackground } from '../messages/background';

/** Resolves with the background's answer. @throws Error whose message is for the user, where the request failed */
export function askBackground<T extends BackgroundRequest>(
  request: T,
): Promise<BackgroundAnswers[T['type']]> {
  const message: ToBackground = { ...(request as BackgroundRequest), to: 'background' };
  return browser.runtime.sendMessage(message);
}
