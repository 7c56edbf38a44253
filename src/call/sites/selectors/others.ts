/** Sites for which only the call itself is detected: we send no native reactions there. */
import type { SiteElements } from '../site';
import * as common from './common';

export const WEBEX: SiteElements = {
  ...common.COMMON,
  foreign: '[data-test="chat-panel"], [class*="chat-panel"], [role="log"]',
  call: [
    {
      what: 'Leave button of the call',
      ways: [
        { by: 'attribute', css: '[data-test="leave-button"], [data-test="end-call-button"]' },
        { by: 'attribute', css: '[data-doi*="LEAVE_MEETING"]' },
      ],
      most: 2,
    },
  ],
  lobby: [
    {
      what: 'Join button',
      ways: [
        {
          by: 'attribute',
          css: '[data-test="join-button"], [data-doi*="JOIN_MEETING"], #interstitial_join_btn',
        },
        common.JOIN_BY_NAME,
      ],
      most: 2,
    },
  ],
  camera: common.camera([{ by: 'attribute', css: '[data-test="camera-button"]' }]),
  microphone: common.microphone([{ by: 'attribute', css: '[data-test="microphone-button"]' }]),
};

export const WHEREBY: SiteElements = {
  ...common.COMMON,
  foreign: '[data-testid="chat"], [class*="ChatMessage"], [role="log"]',
  call: [
    {
      what: 'Leave button of the room',
      ways: [{ by: 'attribute', css: '[data-testid="leaveButton"], [data-testid="leave-button"]' }],
      most: 2,
    },
  ],
  lobby: [
    {
      what: 'Knock or join button',
      ways: [
        {
          by: 'attribute',
          css: '[data-testid="joinButton"], [data-testid="knockButton"], [data-testid="join-button"]',
        },
        { by: 'label', css: 'button', exactly: ['Knock', 'Join meeting', 'Anklopfen', 'Frapper', 'Tocar'] },
      ],
      most: 2,
    },
  ],
  camera: common.camera([
    { by: 'attribute', css: '[data-testid="toggle-camera"], [data-testid="cameraButton"]' },
  ]),
  microphone: common.microphone([
    { by: 'attribute', css: '[data-testid="toggle-microphone"], [data-testid="microphoneButton"]' },
  ]),
};

export const DISCORD: SiteElements = {
  ...common.COMMON,
  foreign: '[id^="message-content-"], [class*="messageContent"], [role="log"], [role="article"]',
  call: [
    {
      what: 'Disconnect button',
      button: true,
      ways: [
        {
          by: 'label',
          css: 'button[aria-label]',
          exactly: [
            'Disconnect',
            'Trennen',
            'Desconectar',
            'Déconnecter',
            'Se déconnecter',
            '切断',
            'Disconnetti',
          ],
        },
      ],
      most: 3,
    },
  ],
  lobby: [],
};

export const SLACK: SiteElements = {
  ...common.COMMON,
  foreign: '[data-qa="message_container"], [data-qa="message_content"], [role="log"]',
  call: [
    {
      what: 'Leave button of the huddle',
      ways: [
        {
          by: 'attribute',
          css: '[data-qa="huddle_leave_button"], [data-qa="huddle_sidebar_footer_leave_button"]',
        },
        { by: 'attribute', css: '[data-qa^="huddle"][data-qa*="leave"]' },
      ],
      most: 3,
    },
  ],
  lobby: [],
  camera: common.camera([{ by: 'attribute', css: '[data-qa^="huddle"][data-qa*="video_button"]' }]),
  microphone: common.microphone([{ by: 'attribute', css: '[data-qa^="huddle"][data-qa*="mute_button"]' }]),
};
