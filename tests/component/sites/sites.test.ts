import { describe, expect, it } from 'vitest';
import { chooseSite, SITES } from '../../../src/call/sites';
import { CALL_SITES } from '../../../src/shared/sites/matches';
import { MEET_LOBBY, meetCall } from './meet-pages';
import * as pages from './other-pages';
import { place, show } from './page';

const look = (address: string, html: string, title?: string) => {
  const url = new URL(address);
  return chooseSite(url).look(show(html, title), url);
};

const ZOOM = 'https://us05web.zoom.us/wc/123456/join';
const TEAMS = 'https://teams.microsoft.com/v2/';
const JITSI = 'https://meet.jit.si/StandUp';
const WEBEX = 'https://web.webex.com/meeting';
const WHEREBY = 'https://acme.whereby.com/room';
const DISCORD = 'https://discord.com/channels/1/2';
const SLACK = 'https://app.slack.com/client/T1/C1';

describe('the chooser', () => {
  it.each([
    ['https://meet.google.com/abc-defg-hij', 'meet'],
    ['https://zoom.us/j/1', 'zoom'],
    ['https://us05web.zoom.us/wc/1/join', 'zoom'],
    ['https://teams.microsoft.com/', 'teams'],
    ['https://teams.live.com/', 'teams'],
    ['https://teams.cloud.microsoft/', 'teams'],
    ['https://acme.webex.com/', 'webex'],
    ['https://meet.jit.si/x', 'jitsi'],
    ['https://whereby.com/x', 'whereby'],
    ['https://discord.com/channels/@me', 'discord'],
    ['https://app.slack.com/client', 'slack'],
    ['https://example.com/', 'generic'],
    ['http://localhost:8080/', 'generic'],
    ['https://meet.google.com.evil.example/abc-defg-hij', 'generic'],
    ['https://evilzoom.us/j/1', 'generic'],
  ])('takes %s for %s', (address, id) => {
    expect(chooseSite(new URL(address)).id).toBe(id);
  });

  it('knows every site of the manifest', () => {
    for (const pattern of CALL_SITES) {
      const url = new URL(pattern.replace('*.', '').replace('/*', '/'));
      expect(chooseSite(url).id, pattern).not.toBe('generic');
    }
  });
});

describe('where the user is', () => {
  it.each([
    [ZOOM, pages.ZOOM_CALL, 'call'],
    [ZOOM, pages.ZOOM_LOBBY, 'lobby'],
    [ZOOM, '', 'unknown'],
    ['https://zoom.us/', pages.ZOOM_CALL, 'away'],
    ['https://app.zoom.us/wc/home', pages.ZOOM_LOBBY, 'away'],
    [TEAMS, pages.TEAMS_CALL, 'call'],
    [TEAMS, pages.TEAMS_LOBBY, 'lobby'],
    [TEAMS, `${pages.TEAMS_LOBBY}<button id="hangup-button"></button>`, 'lobby'],
    [TEAMS, '<button id="hangup-button" aria-label="Verlassen"></button>', 'call'],
    [TEAMS, '<p>Chat</p>', 'unknown'],
    [JITSI, pages.JITSI_CALL, 'call'],
    [JITSI, pages.JITSI_LOBBY, 'lobby'],
    [JITSI, '<div class="welcome-page"></div>', 'away'],
    ['https://meet.jit.si/', pages.JITSI_CALL, 'away'],
    [WEBEX, pages.WEBEX_CALL, 'call'],
    [WEBEX, '<button data-test="join-button">Join meeting</button>', 'lobby'],
    [WHEREBY, pages.WHEREBY_CALL, 'call'],
    [WHEREBY, '<button>Knock</button>', 'lobby'],
    ['https://whereby.com/', pages.WHEREBY_CALL, 'away'],
    [DISCORD, pages.DISCORD_CALL, 'call'],
    [DISCORD, '<div id="message-content-1"><button aria-label="Disconnect"></button></div>', 'unknown'],
    [SLACK, pages.SLACK_CALL, 'call'],
    [SLACK, '<button data-qa="huddle_start"></button>', 'unknown'],
    ['https://example.com/call', meetCall(), 'unknown'],
  ] as const)('%s with its page %#: %s', (address, html, phase) => {
    expect(look(address, html).phase).toBe(phase);
  });

  it('takes a call for a call even where somebody else wrote "Join now"', () => {
    for (const [address, html] of [
      [ZOOM, pages.ZOOM_CALL],
      [TEAMS, pages.TEAMS_CALL],
      [JITSI, pages.JITSI_CALL],
      [WEBEX, pages.WEBEX_CALL],
    ] as const) {
      expect(look(address, `<div role="log"><button>Join now</button></div>${html}`).phase).toBe('call');
    }
  });
});

describe('camera and microphone', () => {
  it.each([
    ['zoom', ZOOM, pages.ZOOM_CALL, true, true],
    [
      'zoom, muted',
      ZOOM,
      pages.ZOOM_CALL.replace('mute my', 'unmute my').replace('stop my', 'start my'),
      false,
      false,
    ],
    ['teams', TEAMS, pages.TEAMS_CALL, true, false],
    [
      'teams, german',
      TEAMS,
      pages.TEAMS_CALL.replace('Turn camera off', 'Kamera einschalten').replace(
        'Unmute mic',
        'Stummschalten',
      ),
      false,
      true,
    ],
    ['jitsi', JITSI, pages.JITSI_CALL, true, false],
    ['webex', WEBEX, pages.WEBEX_CALL, false, false],
    ['whereby', WHEREBY, pages.WHEREBY_CALL, true, null],
    ['discord', DISCORD, pages.DISCORD_CALL, false, false],
    ['slack', SLACK, pages.SLACK_CALL, false, true],
    ['any other page', 'https://example.com/', pages.WHEREBY_CALL, null, null],
  ] as const)('%s', (_, address, html, cameraOn, microphoneOn) => {
    expect(look(address, html)).toMatchObject({ cameraOn, microphoneOn });
  });
});

describe('what else is read', () => {
  it('takes the title from where the site puts it', () => {
    expect(look(TEAMS, pages.TEAMS_CALL).title).toBe('Design review');
    expect(look(JITSI, pages.JITSI_CALL).title).toBe('Stand up');
    expect(look(ZOOM, pages.ZOOM_CALL, 'Budget - Zoom').title).toBe('Budget');
    expect(look(ZOOM, pages.ZOOM_CALL, 'Zoom Meeting').title).toBeNull();
    expect(look(ZOOM, pages.ZOOM_CALL, 'x'.repeat(5000)).title).toHaveLength(200);
  });

  it('finds the only mirrored video on any page', () => {
    const page = show(
      '<video id="a"></video><div style="transform: rotateY(180deg)"><video id="b"></video></div>',
    );
    place(page.querySelector('#b'), 5, 6, 70, 80);
    const url = new URL('https://example.com/');
    expect(chooseSite(url).look(page, url).selfView).toEqual({
      rect: { x: 5, y: 6, width: 70, height: 80 },
      mirrored: true,
    });
  });

  it('survives any page on any site', () => {
    const all = [meetCall(), MEET_LOBBY, '', ...Object.values(pages)];
    for (const site of SITES) {
      for (const html of all)
        expect(() => site.look(show(html), new URL('https://a.example/b'))).not.toThrow();
    }
  });
});
