import type { Settings } from './schema';

/**
 * Whether this browser lets an extension replace the outgoing picture at full rate, also in a hidden tab. Firefox has
 * no MediaStreamTrackGenerator, and what can be drawn there stutters as soon as the tab is hidden (docs/firefox.md).
 */
export const DRAWS_IN_VIDEO = !import.meta.env?.FIREFOX;

/** Whether a control for this setting is shown: what does not work here only where it has to be taken back. */
const DRAWN = ['video', 'mask', 'avatar', 'pops'];

export function isOffered(
  setting: string,
  { outputs, avatar }: Pick<Settings, 'outputs'> & Partial<Pick<Settings, 'avatar'>>,
): boolean {
  if (DRAWS_IN_VIDEO || !DRAWN.includes(setting)) return true;
  return outputs.video || outputs.mask !== 'off' || avatar?.companion === true;
}
