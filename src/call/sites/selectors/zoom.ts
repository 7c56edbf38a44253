/** Zoom's web client. Class names are stable; tooltips are English in most languages. */
import type { ElementSpec } from '../find';
import type { SiteElements } from '../site';
import * as common from './common';
import { REACTIONS } from './words';

const PICKER_BUTTON = '.reaction-simple-picker__block--reaction';

const reaction = (what: string, code: string, ...names: readonly string[]): ElementSpec => ({
  what,
  button: true,
  ways: [
    // By `aria-label`, or `data-tooltip` since 7.2.
    { by: 'label', css: PICKER_BUTTON, exactly: names },
    { by: 'label', css: 'button[data-tooltip], [role="button"][data-tooltip]', exactly: names },
    { by: 'structure', css: PICKER_BUTTON, exactly: [code] },
    { by: 'label', css: 'button[aria-label]', exactly: names },
  ],
});

const JOY = reaction('😂 button', '😂', 'Joy', 'Face With Tears of Joy');
const OPEN_MOUTH = reaction('😮 button', '😮', 'Open Mouth', 'Face With Open Mouth');

export const ZOOM: SiteElements = {
  ...common.COMMON,
  foreign:
    '.chat-container, .chat-message__container, .new-chat-message__container, [class*="chat-item"], [role="log"]',
  call: [
    {
      what: 'Footer of the call',
      ways: [
        { by: 'attribute', css: '.footer__leave-btn-container' },
        {
          by: 'attribute',
          css: '#wc-footer button[aria-label="Leave"], #wc-footer button[aria-label="End"]',
        },
        // 7.2: in the right section of the footer.
        { by: 'label', css: '[footer-section="right"] button', exactly: ['Leave', 'End'] },
      ],
      most: 2,
    },
    {
      what: 'Meeting information',
      ways: [{ by: 'attribute', css: '#meeting-info-indication' }],
    },
  ],
  lobby: [
    {
      what: 'Preview before the call',
      ways: [
        { by: 'attribute', css: '.preview-join-button' },
        { by: 'attribute', css: '#preview-video-control-button' },
        { by: 'attribute', css: '[class*="waiting-room-container"]' },
      ],
      most: 4,
    },
  ],
  leave: common.leave(
    { by: 'attribute', css: '.footer__leave-btn-container button' },
    { by: 'label', css: '[footer-section="right"] button', exactly: ['Leave', 'End'] },
    { by: 'label', css: 'button[aria-label]', exactly: ['Leave', 'End'] },
  ),
  leaveMeansCall: true,
  camera: common.camera([{ by: 'attribute', css: 'button.send-video-container__btn' }]),
  microphone: common.microphone([{ by: 'attribute', css: 'button.join-audio-container__btn' }]),
  selfView: {
    what: 'Self view',
    ways: [
      { by: 'attribute', css: '#my-video, .self-video, [class*="self-view"] video-player' },
      common.MIRRORED_VIDEO,
    ],
  },
  controls: {
    what: 'Call controls',
    ways: [
      { by: 'attribute', css: '#wc-footer' },
      { by: 'attribute', css: 'footer' },
    ],
  },
  reactions: {
    opener: {
      what: 'reaction button',
      button: true,
      ways: [
        { by: 'label', css: '#wc-footer button[aria-label], footer button[aria-label]', exactly: REACTIONS },
        { by: 'label', css: 'button[aria-label]', exactly: REACTIONS },
        { by: 'structure', css: 'button:has([class*="footer-button__reactions-icon"])' },
      ],
    },
    tray: {
      what: 'Reaction tray',
      ways: [
        { by: 'attribute', css: '#reactionPicker' },
        { by: 'attribute', css: '.reaction-simple-picker__container' },
        { by: 'attribute', css: '[class*="reaction-simple-picker__container"]' },
        { by: 'structure', css: 'div', holds: { css: PICKER_BUTTON, least: 4 } },
      ],
    },
    buttons: {
      happy: JOY,
      surprised: OPEN_MOUTH,
    },
    emoji: {
      '1f44d': reaction('👍 button', '👍', 'Thumbs Up'),
      '1f44f': reaction('👏 button', '👏', 'Clap', 'Clapping Hands'),
      '2764': reaction('❤️ button', '❤️', 'Heart', 'Red Heart'),
      '1f389': reaction('🎉 button', '🎉', 'Tada', 'Party Popper'),
      '1f602': JOY,
      '1f62e': OPEN_MOUTH,
    },
  },
};
