/**
 * Stands in for WXT's context of a content script (wxt.config.ts). That one sends an event on the document, by a name
 * with the extension's id in it, when a script starts, and ends the script when such an event comes: a page could
 * notice EmojiGen by it and switch it off. `alive.ts` ends a script whose extension is gone.
 */
export class ContentScriptContext {}
