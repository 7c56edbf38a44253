/**
 * Whether this browser lets an extension replace the outgoing picture at full rate, also in a hidden tab. Firefox has
 * no MediaStreamTrackGenerator, and what can be drawn there stutters as soon as the tab is hidden (docs/firefox.md).
 */
export const DRAWS_IN_VIDEO = !import.meta.env?.FIREFOX;
