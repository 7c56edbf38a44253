/** Jitsi Meet. Open source with stable class names; `aria-pressed` holds on and off. */
import type { ElementSpec } from '../find';
import type { SiteElements } from '../site';
import * as common from './common';
import { CAMERA_WORDS, MICROPHONE_WORDS, REACTIONS } from './words';

const TRAY_BUTTON = '.toolbox-button, [role="button"], button';
/** Jitsi's buttons are pressed while the device is muted. */
const MUTED = { attribute: 'aria-pressed', on: 'false', off: 'true' } as const;

const reaction = (what: string, code: string, ...names: readonly string[]): ElementSpec => ({
  what,
  button: true,
  ways: [
    { by: 'structure', css: TRAY_BUTTON, exactly: [code] },
    { by: 'label', css: '[aria-label]', exactly: names },
  ],
});

const LAUGH = reaction('😂 button', '😂', 'Laugh', 'Lachen', 'Reír', 'Rire', 'Rir');
const SURPRISED = reaction(
  '😮 button',
  '😮',
  'Surprised',
  'Überrascht',
  'Sorprendido',
  'Surpris',
  'Surpreso',
);

export const JITSI: SiteElements = {
  ...common.COMMON,
  foreign: '#chatconversation, #chat-conversation-container, .chatmessage, [role="log"]',
  call: [
    {
      what: 'Leave button of the call',
      ways: [
        {
          by: 'attribute',
          css: '#new-toolbox .hangup-button, .hangup-menu-button, #new-toolbox .hangup-menu-button',
        },
      ],
      most: 2,
    },
  ],
  lobby: [
    {
      what: 'Screen before the call',
      ways: [
        { by: 'attribute', css: '[data-testid="prejoin.joinMeeting"]' },
        { by: 'attribute', css: '[data-testid="prejoin.screen"], .premeeting-screen, #lobby-screen' },
      ],
      most: 3,
    },
  ],
  left: [
    { what: 'Page after the call', ways: [{ by: 'attribute', css: '.welcome-page, .close-page' }], most: 2 },
  ],
  leave: common.leave({ by: 'attribute', css: '.hangup-button' }),
  leaveMeansCall: true,
  camera: common.camera(
    [
      {
        by: 'attribute',
        css: '.video-preview [aria-pressed], #new-toolbox [aria-pressed]',
        mentions: CAMERA_WORDS,
      },
    ],
    MUTED,
  ),
  microphone: common.microphone(
    [
      {
        by: 'attribute',
        css: '.audio-preview [aria-pressed], #new-toolbox [aria-pressed]',
        mentions: MICROPHONE_WORDS,
      },
    ],
    MUTED,
  ),
  selfView: {
    what: 'Self view',
    ways: [
      { by: 'attribute', css: '#localVideoContainer video, #localVideo_container' },
      common.MIRRORED_VIDEO,
    ],
  },
  controls: { what: 'Call controls', ways: [{ by: 'attribute', css: '#new-toolbox' }] },
  title: {
    element: {
      what: 'Meeting title',
      ways: [{ by: 'attribute', css: '.subject-text--content, .subject-text' }],
      most: 2,
    },
    attribute: null,
  },
  reactions: {
    opener: {
      what: 'reaction button',
      button: true,
      ways: [
        { by: 'attribute', css: '#new-toolbox .reactions-button, [data-testid="reactions-button"]' },
        {
          by: 'label',
          css: '[aria-label]',
          exactly: [...REACTIONS, 'Open / Close reactions menu', 'Open reactions menu'],
        },
      ],
    },
    tray: {
      what: 'Reaction tray',
      ways: [
        { by: 'attribute', css: '.reactions-row' },
        { by: 'attribute', css: '.reactions-menu' },
      ],
    },
    buttons: {
      happy: LAUGH,
      surprised: SURPRISED,
    },
    emoji: {
      '1f44d': reaction('👍 button', '👍', 'Thumbs Up', 'Daumen hoch'),
      '1f44f': reaction('👏 button', '👏', 'Clap', 'Klatschen'),
      '2764': reaction('❤️ button', '❤️', 'Love', 'Heart', 'Liebe', 'Herz'),
      '1f44e': reaction('👎 button', '👎', 'Boo', 'Buh'),
      '1f602': LAUGH,
      '1f62e': SURPRISED,
    },
  },
};
