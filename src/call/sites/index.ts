/** Which site a page belongs to. */
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

/** Every site with knowledge of its own. */
export const SITES: readonly Site[] = [meet, zoom, teams, webex, jitsi, whereby, discord, slack];

/**
 * The site for a page; `generic` where none is known.
 * @param url of the frame itself; a frame without one of its own (blank, srcdoc) is to be asked about with its top's
 */
export function chooseSite(url: URL): Site {
  return SITES.find((site) => site.matches(url)) ?? generic;
}
