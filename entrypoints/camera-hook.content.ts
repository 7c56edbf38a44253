import { defineContentScript } from 'wxt/utils/define-content-script';
import { installCameraHook } from '../src/hook/gum-hook';
import { CONTENT_MATCHES } from '../src/shared/sites/matches';

export default defineContentScript({
  matches: CONTENT_MATCHES,
  runAt: 'document_start',
  allFrames: true,
  // Also blank, srcdoc, blob and data frames that a call page makes.
  matchOriginAsFallback: true,
  world: 'MAIN',
  // Nothing of ours may appear among the page's globals.
  globalName: false,
  main() {
    installCameraHook(window);
  },
});
