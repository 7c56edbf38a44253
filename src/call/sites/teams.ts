import { createSite } from './create';
import { TEAMS } from './selectors/teams';

/** Microsoft Teams. Calls have no URL of their own: only the page shows one. */
export const teams = createSite({
  id: 'teams',
  name: 'Microsoft Teams',
  hosts: ['teams.microsoft.com', 'teams.live.com', 'teams.cloud.microsoft'],
  elements: TEAMS,
  isCallPlace: () => true,
  titleNoise: /\s*\|\s*Microsoft Teams.*$|^Microsoft Teams.*$/,
});
