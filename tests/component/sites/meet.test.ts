import { describe, expect, it } from 'vitest';
import { meet } from '../../../src/call/sites/meet';
import { MEET_CHAT, MEET_KNOCKING, MEET_LEFT, MEET_LOBBY, meetCall } from './meet-pages';
import { place, show } from './page';

const CALL = new URL('https://meet.google.com/abc-defg-hij');
const look = (html: string, url = CALL) => meet.look(show(html), url);

describe('Google Meet', () => {
  it.each([
    ['the call', meetCall(), 'call'],
    ['the call without its panel buttons', meetCall({ panels: false }), 'unknown'],
    ['the call with lobby words in the chat', meetCall({ more: MEET_CHAT }), 'call'],
    ['the lobby', MEET_LOBBY, 'lobby'],
    [
      'the lobby in German',
      MEET_LOBBY.replace(/jsname="\w+"/, '').replace('Ask to join', 'Jetzt teilnehmen'),
      'lobby',
    ],
    [
      'the lobby in Japanese',
      MEET_LOBBY.replace(/jsname="\w+"/, '').replace('Ask to join', '今すぐ参加'),
      'lobby',
    ],
    ...[
      'Ask to join without microphone & camera',
      'Join now without camera',
      'Join anyway',
      'Join here too',
      'Join as a viewer',
      'Join here too without microphone and camera',
    ].map(
      (name) =>
        [
          `the lobby whose button says “${name}”`,
          MEET_LOBBY.replace(/jsname="\w+"/, '').replace('Ask to join', name),
          'lobby',
        ] as const,
    ),
    ['waiting to be let in', MEET_KNOCKING, 'unknown'],
    ['after the call', MEET_LEFT, 'unknown'],
    ['an empty page', '', 'unknown'],
  ] as const)('knows %s', (_, html, phase) => {
    expect(look(html).phase).toBe(phase);
  });

  it.each(['/', '/landing', '/new', '/_meet/whoops', '/_meet/ready', '/abc-defg-hij/extra/more', '/tel/abc'])(
    'is in no call at %s, whatever the page shows',
    (path) => {
      expect(look(meetCall(), new URL(path, CALL)).phase).toBe('away');
    },
  );

  it.each(['/abc-defg-hij', '/_meet/abc-defg-hij', '/lookup/weekly', '/abc-defg-hij/'])(
    'can be in a call at %s',
    (path) => {
      expect(look(meetCall(), new URL(`${path}?authuser=1`, CALL)).phase).toBe('call');
    },
  );

  it.each([
    'Meeting details',
    'Besprechungsdetails',
    'Detalles de la reunión',
    'Infos sur la réunion',
    'ミーティングの詳細',
  ])('knows the call by its button named %s where the attribute is gone', (detailsLabel) => {
    const html = meetCall({ detailsLabel }).replaceAll(/ data-panel-id="\d"/g, '');
    expect(look(html).phase).toBe('call');
  });

  it('takes the state of the camera from the attribute, whatever the name offers', () => {
    expect(look(meetCall({ cameraLabel: 'Turn off camera', muted: false })).cameraOn).toBe(true);
    expect(look(meetCall({ cameraLabel: 'Turn on camera', muted: true })).cameraOn).toBe(false);
    expect(look(meetCall({ cameraLabel: 'Turn off camera', muted: true })).cameraOn).toBe(false);
  });

  it.each([
    ['Turn off camera (ctrl + e)', true],
    ['Turn on camera', false],
    ['Kamera ausschalten (Strg + E)', true],
    ['Kamera einschalten', false],
    ['Desactivar cámara', true],
    ['Activar cámara', false],
    ['Désactiver la caméra', true],
    ['Activer la caméra', false],
    ['Desativar câmera', true],
    ['Ativar câmera', false],
    ['カメラをオフにする', true],
    ['カメラをオンにする', false],
    ['Kamera', null],
  ])('reads the name as the action it offers: %s', (cameraLabel, on) => {
    const html = meetCall({ cameraLabel }).replaceAll(/ data-is-muted="\w+"/g, '');
    expect(look(html).cameraOn).toBe(on);
  });

  it('tells microphone from camera', () => {
    const view = look(meetCall({ muted: true }));
    expect([view.microphoneOn, view.cameraOn]).toEqual([true, false]);
  });

  it('reads the title in a call only, from the attribute or else from the tab', () => {
    expect(look(meetCall()).title).toBe('Weekly planning');
    expect(look(MEET_LOBBY).title).toBeNull();
    const bare = meetCall().replace(/data-meeting-title="[^"]*"/, '');
    expect(meet.look(show(bare, 'Meet - Retro'), CALL).title).toBe('Retro');
    expect(meet.look(show(bare, 'Retro - Google Meet'), CALL).title).toBe('Retro');
  });

  it('finds the self view, mirrored as it is', () => {
    const page = show(meetCall());
    place(page.querySelector('#own'), 900, 500, 300, 170);
    expect(meet.look(page, CALL).selfView).toEqual({
      rect: { x: 900, y: 500, width: 300, height: 170 },
      mirrored: true,
    });
  });

  it('finds the self view by its mirroring alone, and none where two are mirrored', () => {
    const bare = meetCall().replace(/data-self-name="You"/, '');
    const page = show(bare);
    place(page.querySelector('#own'), 1, 2, 30, 40);
    place(page.querySelector('#other'), 1, 2, 30, 40);
    expect(meet.look(page, CALL).selfView?.mirrored).toBe(true);
    (page.querySelector('#other') as HTMLElement).style.transform = 'matrix(-1, 0, 0, 1, 0, 0)';
    expect(meet.look(page, CALL).selfView).toBeNull();
  });

  it('knows when the user presents', () => {
    expect(look(meetCall()).presenting).toBe(false);
    expect(look(meetCall({ more: '<button>Stop presenting</button>' })).presenting).toBe(true);
    expect(look(meetCall({ more: '<button aria-label="Präsentation beenden"></button>' })).presenting).toBe(
      true,
    );
  });

  it('takes no control from a chat message', () => {
    const html = `<div data-message-id="1"><button data-panel-id="5" aria-label="Meeting details"></button>
      <button aria-label="Turn on camera" data-is-muted="true"></button></div>`;
    expect(look(html)).toMatchObject({ phase: 'unknown', cameraOn: null });
  });
});
