import { createSite } from './create';
import { WEBEX } from './selectors/others';

/** Webex: the call is in an `iframe` that may belong to another of its hosts. */
export const webex = createSite({
  id: 'webex',
  name: 'Webex',
  hosts: ['.webex.com'],
  elements: WEBEX,
  isCallPlace: () => true,
  titleNoise: /\s*[-–|]\s*(Cisco )?Webex.*$|^(Cisco )?Webex.*$/,
});
