import type { Settings } from './schema';

/**
 * Whether this browser lets an extension replace the outgoing picture at full rate, also in a hidden tab. Firefox has
 * no MediaStreamTrackGenerator, and what can be drawn there stutters as soon as the tab is hidden (docs/firefox.md).
 */
export const DRAWS_IN_VIDEO = !import.meta.env?.FIREFOX;

/** Whether a control for this setting is shown: what does not work here only where it has to be taken back. */
export function isOffered(setting: string, { outputs }: Pick<Settings, 'outputs'>): boolean {
  if (DRAWS_IN_VIDEO || (setting !== 'video' && setting !== 'mask')) return true;
  return outputs.video || outputs.mask !== 'off';
}
