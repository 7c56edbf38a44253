import { defineContentScript } from 'wxt/utils/define-content-script';
import { startCall } from '../../src/call/start';
import { applyBrowserLanguage } from '../../src/shared/edges/browser-language';
import { CONTENT_MATCHES } from '../../src/shared/sites/matches';

export default defineContentScript({
  matches: CONTENT_MATCHES,
  runAt: 'document_start',
  allFrames: true,
  // Also blank, srcdoc, blob and data frames that a call page makes.
  matchOriginAsFallback: true,
  main() {
    applyBrowserLanguage();
    startCall(window);
  },
});
