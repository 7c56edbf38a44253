import { createSite } from './create';
import { DISCORD } from './selectors/others';

/** Discord: a call continues while the page shows other things. */
export const discord = createSite({
  id: 'discord',
  name: 'Discord',
  hosts: ['discord.com'],
  elements: DISCORD,
  isCallPlace: ({ pathname }) => pathname.startsWith('/channels') || pathname.startsWith('/popout'),
  titleNoise: /^(\(\d+\)\s*)?Discord\s*\|\s*|^Discord$/,
});
