import { defineContentScript } from 'wxt/utils/define-content-script';
import { startCall } from '../../src/call/start';
import { CONTENT_MATCHES } from '../../src/sites/matches';

export default defineContentScript({
  matches: CONTENT_MATCHES,
  runAt: 'document_start',
  allFrames: true,
  main(context) {
    context.onInvalidated(startCall(window));
  },
});
