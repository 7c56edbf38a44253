/** Chooses the site for a page. */
import { discord } from './discord';
import { generic } from './generic';
import { jitsi } from './jitsi';
import { meet } from './meet';
import type { Site } from './site';
import { slack } from './slack';
import { teams } from './teams';
import { webex } from './webex';
import { whereby } from './whereby';
import { zoom } from './zoom';

/** All sites with their own data. */
export const SITES: readonly Site[] = [meet, zoom, teams, webex, jitsi, whereby, discord, slack];

/**
 * The site for a page; `generic` if none is known.
 * @param url of the frame itself; for a frame without its own (blank, srcdoc), the top page's
 */
export function chooseSite(url: URL): Site {
  return SITES.find((site) => site.matches(url)) ?? generic;
}
