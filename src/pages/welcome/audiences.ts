/** Who sees the user's reactions: one choice that sets all outputs. */
import { DEFAULT_SETTINGS, type Outputs } from '../../shared/settings/schema';
import type { KnownSite } from '../../shared/sites/known';

/** `me`: nobody else. `video`: an emoji in the camera picture. `mask`: an emoji over the face. `site`: the site's own. */
export const AUDIENCES = ['me', 'video', 'mask', 'site'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** The choices that are possible on a site. */
export function audiencesFor(site: Pick<KnownSite, 'reacts'>): readonly Audience[] {
  return AUDIENCES.filter((audience) => audience !== 'site' || site.reacts);
}

/** The outputs of a choice. */
export function outputsOf(audience: Audience): Outputs {
  const none = DEFAULT_SETTINGS.outputs;
  if (audience === 'video') return { ...none, video: true };
  if (audience === 'mask') return { ...none, mask: 'blur' };
  return audience === 'site' ? { ...none, siteReaction: true } : none;
}

/** The choice for these outputs; if several are on, the most visible one. */
export function audienceOf({ video, mask, siteReaction }: Outputs): Audience {
  if (mask !== 'off') return 'mask';
  if (video) return 'video';
  return siteReaction ? 'site' : 'me';
}
