import { createSite } from './create';
import { MEET } from './selectors/meet';

/** `/abc-defg-hij`, also below `/_meet`. Other paths are no calls. */
const CODE = /^\/(?:_meet\/)?[a-z]{3,4}-[a-z]{4}-[a-z]{3,4}\/?$/;
/** Rooms with a nickname: `/lookup/weekly`. */
const LOOKUP = /^\/lookup\/[^/]+\/?$/;

/** Google Meet. */
export const meet = createSite({
  id: 'meet',
  name: 'Google Meet',
  hosts: ['meet.google.com'],
  elements: MEET,
  isCallPlace: ({ pathname }) => CODE.test(pathname) || LOOKUP.test(pathname),
  titleNoise: /^\s*Meet\s*[-–:]\s*|\s*[-–]\s*Google Meet\s*$/,
});
