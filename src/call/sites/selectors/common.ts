/** Ways that work on many sites. Each is the last resort of a site's own list. */
import type { Way } from '../find';
import type { SiteElements } from '../site';
import type { ToggleSpec } from '../toggle';
import * as words from './words';

const PRESSED = 'button, [role="button"], [role="switch"], input[type="checkbox"]';

export const CAMERA_BY_NAME: Way = {
  by: 'label',
  css: PRESSED,
  named: [...words.TURN_CAMERA_OFF, ...words.TURN_CAMERA_ON],
};

export const MICROPHONE_BY_NAME: Way = { by: 'label', css: PRESSED, named: [...words.MUTE, ...words.UNMUTE] };

export const LEAVE_BY_NAME: Way = { by: 'label', css: PRESSED, named: words.LEAVE_LABELS };

export const JOIN_BY_NAME: Way = { by: 'label', css: PRESSED, exactly: words.JOIN };

/** Calls mirror only the user's own picture. */
export const MIRRORED_VIDEO: Way = { by: 'structure', css: 'video', mirrored: true };

export const STOP_SHARING_BUTTON = {
  what: 'Stop-sharing button',
  button: true,
  ways: [{ by: 'label', css: PRESSED, named: words.STOP_SHARING }],
} as const;

/** A camera button, the site's own ways first. */
export function camera(ways: readonly Way[], state?: ToggleSpec['state']): ToggleSpec {
  return {
    what: 'Camera button',
    button: true,
    ways: [...ways, CAMERA_BY_NAME],
    offersOff: words.TURN_CAMERA_OFF,
    offersOn: words.TURN_CAMERA_ON,
    ...(state && { state }),
  };
}

/** A microphone button, the site's own ways first. */
export function microphone(ways: readonly Way[], state?: ToggleSpec['state']): ToggleSpec {
  return {
    what: 'Microphone button',
    button: true,
    ways: [...ways, MICROPHONE_BY_NAME],
    offersOff: words.MUTE,
    offersOn: words.UNMUTE,
    ...(state && { state }),
  };
}

export function leave(...ways: readonly Way[]): SiteElements['leave'] {
  return { what: 'Leave button', button: true, ways: [...ways, LEAVE_BY_NAME] };
}

/** A site for which only the common ways are known. */
export const COMMON: SiteElements = {
  foreign: '[role="log"], [contenteditable="true"]',
  call: [],
  lobby: [{ what: 'Join button', button: true, ways: [JOIN_BY_NAME], most: 3 }],
  left: [],
  leave: leave(),
  leaveMeansCall: true,
  camera: camera([]),
  microphone: microphone([]),
  selfView: { what: 'Self view', ways: [MIRRORED_VIDEO] },
  stopSharing: STOP_SHARING_BUTTON,
  controls: null,
  title: null,
  reactions: null,
};
