/** The only way for pages, call tabs and the offscreen document to ask the background. */
import { browser } from 'wxt/browser';
import type { BackgroundAnswers, BackgroundRequest, ToBackground } from '../messages/background';

/** Resolves with the background's answer. @throws Error with a message for the user if the request failed */
export function askBackground<T extends BackgroundRequest>(
  request: T,
): Promise<BackgroundAnswers[T['type']]> {
  const message: ToBackground = { ...(request as BackgroundRequest), to: 'background' };
  return browser.runtime.sendMessage(message);
}
