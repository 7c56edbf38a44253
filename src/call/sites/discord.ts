import { createSite } from './create';
import { DISCORD } from './selectors/others';

/** Discord: a call runs on beside everything else the page shows. */
export const discord = createSite({
  id: 'discord',
  name: 'Discord',
  hosts: ['discord.com'],
  elements: DISCORD,
  isCallPlace: ({ pathname }) => pathname.startsWith('/channels') || pathname.startsWith('/popout'),
  titleNoise: /^(\(\d+\)\s*)?Discord\s*\|\s*|^Discord$/,
});
