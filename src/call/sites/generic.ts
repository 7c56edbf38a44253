import { WORDS } from '../../shared/words/sites';
import { createSite } from './create';
import { MIRRORED_VIDEO } from './selectors/common';
import type { SiteElements } from './site';

/** Names of buttons prove nothing on a page nobody knows: only what the page shows mirrored is used. */
const ELEMENTS: SiteElements = {
  foreign: null,
  call: [],
  lobby: [],
  left: [],
  leave: null,
  leaveMeansCall: false,
  camera: null,
  microphone: null,
  selfView: { what: 'Self view', ways: [MIRRORED_VIDEO] },
  stopSharing: null,
  controls: null,
  title: null,
  reactions: null,
};

/** Any other page. Its phase is never known: that the camera is open has to do. */
export const generic = createSite({
  id: 'generic',
  get name() {
    return WORDS.generic;
  },
  hosts: [],
  elements: ELEMENTS,
  isCallPlace: () => true,
});
