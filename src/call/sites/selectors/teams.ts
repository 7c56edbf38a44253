/** Microsoft Teams. The ids of the call's buttons are the same in every language. */
import type { ElementSpec } from '../find';
import type { SiteElements } from '../site';
import * as common from './common';
import { REACTIONS } from './words';

const reaction = (what: string, id: string, ...names: readonly string[]): ElementSpec => ({
  what,
  button: true,
  ways: [
    { by: 'attribute', css: `#${id}, button[data-tid="${id}"]` },
    { by: 'label', css: 'button[aria-label], [role="menuitem"][aria-label]', exactly: names },
  ],
});

const LAUGH = reaction('😆 button', 'laugh-button', 'Laugh', 'Lachen', 'Risa', 'Rire', 'Risada', '笑い');
const SURPRISED = reaction(
  '😮 button',
  'surprised-button',
  'Surprised',
  'Überrascht',
  'Sorpresa',
  'Surpris',
  'Surpreso',
  '驚き',
);

export const TEAMS: SiteElements = {
  ...common.COMMON,
  foreign:
    '[data-tid="message-pane-list-runway"], [data-tid="chat-pane-list"], [data-tid="channel-pane-viewport"], [role="log"]',
  call: [
    {
      what: 'Participants button of the call',
      ways: [{ by: 'attribute', css: '#roster-button, [data-tid="call-roster-button"]' }],
      most: 2,
    },
    {
      what: 'Duration of the call',
      ways: [{ by: 'attribute', css: '[data-tid="call-duration"]' }],
      most: 2,
    },
  ],
  lobby: [
    {
      what: 'Join button',
      ways: [
        { by: 'attribute', css: '#prejoin-join-button, [data-tid="prejoin-join-button"]' },
        { by: 'attribute', css: '[data-tid="lobby-screen"], [data-tid="calling-lobby"]' },
      ],
    },
  ],
  leave: common.leave({
    by: 'attribute',
    css: '#hangup-button, [data-tid="hangup-main-btn"], [data-tid="call-end"]',
  }),
  leaveMeansCall: true,
  camera: common.camera([{ by: 'attribute', css: '#video-button' }]),
  microphone: common.microphone([{ by: 'attribute', css: '#microphone-button' }]),
  selfView: {
    what: 'Self view',
    ways: [
      {
        by: 'attribute',
        css: '[data-tid="calling-preview-video"] video, [data-tid="self-video-preview"] video',
      },
      common.MIRRORED_VIDEO,
    ],
  },
  controls: {
    what: 'Call controls',
    ways: [
      { by: 'attribute', css: '[data-tid="ubar-horizontal-middle-end"]' },
      {
        by: 'structure',
        css: '[role="toolbar"], div',
        holds: { css: '#video-button, #microphone-button', least: 2 },
      },
    ],
  },
  title: {
    element: { what: 'Meeting title', ways: [{ by: 'attribute', css: '[data-tid="meeting-header-title"]' }] },
    attribute: 'title',
  },
  reactions: {
    opener: {
      what: 'reaction button',
      button: true,
      ways: [
        { by: 'attribute', css: '#reaction-menu-button' },
        { by: 'attribute', css: '[data-tid="reaction-menu-button-without-raise-hand"]' },
        { by: 'label', css: 'button[aria-label]', exactly: REACTIONS },
      ],
    },
    tray: {
      what: 'Reaction tray',
      ways: [
        {
          by: 'attribute',
          css: '[role="menu"], [role="dialog"], [role="group"], [role="toolbar"], div',
          holds: {
            css: '#like-button, #heart-button, #applause-button, #laugh-button, #surprised-button',
            least: 3,
          },
        },
      ],
    },
    buttons: {
      happy: LAUGH,
      surprised: SURPRISED,
    },
    emoji: {
      '1f44d': reaction(
        '👍 button',
        'like-button',
        'Like',
        'Gefällt mir',
        'Me gusta',
        'J’aime',
        'Curtir',
        'いいね',
      ),
      '2764': reaction('❤️ button', 'heart-button', 'Love', 'Heart', 'Liebe', 'Me encanta', 'J’adore', 'Amei'),
      '1f44f': reaction(
        '👏 button',
        'applause-button',
        'Applause',
        'Applaus',
        'Aplauso',
        'Applaudissements',
        'Aplausos',
        '拍手',
      ),
      '1f606': LAUGH,
      // Its laughing face is the nearest.
      '1f602': LAUGH,
      '1f62e': SURPRISED,
    },
  },
};
