import { createSite } from './create';
import { JITSI } from './selectors/jitsi';

/** Jitsi Meet: every path below the root is a room. */
export const jitsi = createSite({
  id: 'jitsi',
  name: 'Jitsi Meet',
  hosts: ['meet.jit.si'],
  elements: JITSI,
  isCallPlace: ({ pathname }) => pathname.length > 1 && !pathname.startsWith('/static/'),
  titleNoise: /\s*\|\s*Jitsi Meet\s*$|^Jitsi Meet$/,
});
