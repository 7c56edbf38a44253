import { WORDS } from '../../shared/words/sites';
import { createSite } from './create';
import { MIRRORED_VIDEO } from './selectors/common';
import type { SiteElements } from './site';

/** On unknown pages button names prove nothing: only mirrored video is used. */
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

/** Any other page. Its phase is unknown: an open camera is the only sign of a call. */
export const generic = createSite({
  id: 'generic',
  get name() {
    return WORDS.generic;
  },
  hosts: [],
  elements: ELEMENTS,
  isCallPlace: () => true,
});
