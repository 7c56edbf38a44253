/** Google Meet. Attributes first; `jsname`s change with every roll-out and are only a hint. */
import type { ElementSpec } from '../find';
import type { SiteElements } from '../site';
import * as common from './common';
import { CAMERA_WORDS, JOIN, MICROPHONE_WORDS, MORE_EMOJI, REACTIONS } from './words';

const TRAY_EMOJI = 'button[data-emoji]';
/** Those of the nine emoji without skin tones. */
const TRAY_HOLDS = ['💖', '🎉', '😂', '😮', '😢', '🤔'].map((code) => `button[data-emoji="${code}"]`);

/** A tray with this many emoji has rows (recent ones, categories) in which an emoji can appear more than once. */
const FULL_TRAY = { css: TRAY_EMOJI, least: 20 };

const emoji = (what: string, ...codes: readonly string[]): ElementSpec => ({
  what,
  button: true,
  alike: FULL_TRAY,
  ways: codes.flatMap((code) => [
    // Exact match, or 👍 would also match its skin tones.
    { by: 'attribute' as const, css: `button[data-emoji="${code}"]` },
    { by: 'structure' as const, css: 'button', exactly: [code] },
  ]),
});

export const MEET: SiteElements = {
  ...common.COMMON,
  foreign: '[data-message-id], [data-message-text], [aria-live="polite"] [role="listitem"], [role="log"]',
  call: [
    {
      what: 'Meeting details button',
      ways: [
        { by: 'attribute', css: 'button[data-panel-id="5"]' },
        {
          by: 'label',
          css: '[aria-label]',
          exactly: [
            'Meeting details',
            'Besprechungsdetails',
            'Detalles de la reunión',
            'Infos sur la réunion',
            'Détails de la réunion',
            'Detalhes da reunião',
            'ミーティングの詳細',
            '会議の詳細',
            'Dettagli riunione',
            'Vergadergegevens',
          ],
        },
      ],
      most: 3,
    },
    {
      what: 'Panel buttons',
      ways: [
        { by: 'attribute', css: 'button[data-panel-id="1"], button[data-panel-id="2"]' },
        {
          by: 'label',
          css: '[role="region"][aria-label]',
          exactly: ['Call feature notifications and actions'],
        },
      ],
      most: 6,
    },
  ],
  lobby: [
    {
      what: 'Join button',
      button: true,
      ways: [
        { by: 'attribute', css: 'button[jsname="Qx7uuf"]' },
        { by: 'label', css: 'button, [role="button"]', exactly: JOIN },
      ],
      // "Join here too" and "Join as a viewer" are beside it.
      most: 4,
    },
  ],
  leave: common.leave({ by: 'attribute', css: 'button[jsname="CQylAd"]' }),
  // The waiting room has the button too.
  leaveMeansCall: false,
  camera: common.camera([{ by: 'attribute', css: '[data-is-muted]', mentions: CAMERA_WORDS }], {
    attribute: 'data-is-muted',
    on: 'false',
    off: 'true',
  }),
  microphone: common.microphone([{ by: 'attribute', css: '[data-is-muted]', mentions: MICROPHONE_WORDS }], {
    attribute: 'data-is-muted',
    on: 'false',
    off: 'true',
  }),
  selfView: {
    what: 'Self view',
    ways: [
      { by: 'attribute', css: '[data-participant-id]:has([data-self-name]) video' },
      { by: 'attribute', css: '[data-self-name] video' },
      common.MIRRORED_VIDEO,
    ],
  },
  controls: {
    what: 'Call controls',
    ways: [
      { by: 'label', css: '[role="region"][aria-label]', exactly: ['Call controls', 'Anrufsteuerung'] },
      { by: 'structure', css: 'div', holds: { css: '[data-is-muted]', least: 2 } },
    ],
  },
  title: {
    element: {
      what: 'Meeting title',
      ways: [{ by: 'attribute', css: '[data-meeting-title]' }],
      most: 3,
    },
    attribute: 'data-meeting-title',
  },
  reactions: {
    opener: {
      what: 'reaction button',
      button: true,
      ways: [{ by: 'label', css: 'button[aria-label]', exactly: REACTIONS }],
    },
    tray: {
      what: 'Reaction tray',
      ways: [
        // In any language: the element that contains these six once each is the tray, or the first row of a fuller one;
        // people's own text never is.
        { by: 'structure', css: 'div', holdsEach: TRAY_HOLDS },
        { by: 'label', css: 'div[aria-label]', exactly: REACTIONS, holds: { css: TRAY_EMOJI, least: 1 } },
      ],
      // In a fuller tray the list of all emoji may contain them once each too; the row comes first.
      most: 2,
    },
    own: (codes) => emoji(`${codes[0]} button`, ...codes),
    more: {
      what: 'button for more emoji',
      button: true,
      ways: [{ by: 'label', css: 'button[aria-label]', exactly: MORE_EMOJI }],
    },
    buttons: {
      happy: emoji('😂 button', '😂'),
      surprised: emoji('😮 button', '😮'),
      sad: emoji('😢 button', '😢'),
    },
  },
};
