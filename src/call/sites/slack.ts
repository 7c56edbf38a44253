import { createSite } from './create';
import { SLACK } from './selectors/others';

/** Slack huddles, in the page or in their own window. */
export const slack = createSite({
  id: 'slack',
  name: 'Slack',
  hosts: ['app.slack.com'],
  elements: SLACK,
  isCallPlace: () => true,
  titleNoise: /\s*[-–|]\s*Slack\s*$|^Slack$/,
});
