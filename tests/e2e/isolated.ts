/** Runs code in the extension's own world of a page: how the tests break what a page cannot reach. */
import type { CDPSession, Page } from 'puppeteer';

interface Context {
  readonly id: number;
  readonly name: string;
  readonly auxData?: { readonly type?: string };
}

/** A function that evaluates an expression in the content script's world of the page's main frame. */
export async function contentScriptOf(page: Page): Promise<(expression: string) => Promise<void>> {
  const session: CDPSession = await page.createCDPSession();
  const contexts: Context[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
  await session.send('Runtime.enable');
  const own = contexts.find(({ name, auxData }) => name === 'EmojiGen' && auxData?.type === 'isolated');
  if (own === undefined) {
    throw new Error(`no content script among ${JSON.stringify(contexts.map(({ name }) => name))}`);
  }
  return async (expression) => {
    const { exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId: own.id });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  };
}
