/** Self-written pages with the structure that is documented of Google Meet; no line is copied from it. */

export interface MeetOptions {
  readonly cameraLabel?: string;
  readonly muted?: boolean;
  /** Names of reaction button and tray; null: neither has one. */
  readonly reactions?: string | null;
  readonly detailsLabel?: string;
  /** Whether the tray stands in the page from the start. */
  readonly trayOpen?: boolean;
  readonly panels?: boolean;
  readonly more?: string;
}

export const EMOJI = ['💖', '👍', '🎉', '👏', '😂', '😮', '😢', '🤔', '👎'];

export function tray(label: string | null = 'Send a reaction'): string {
  const buttons = EMOJI.map(
    (emoji) => `<button data-emoji="${emoji}" aria-label="${emoji}">${emoji}</button>`,
  );
  const tones = ['👍🏻', '👍🏽', '👍🏿'].map((emoji) => `<button data-emoji="${emoji}">${emoji}</button>`);
  return `<div class="tray" ${label === null ? '' : `aria-label="${label}"`}>${[...buttons, ...tones].join('')}</div>`;
}

export function meetCall(options: MeetOptions = {}): string {
  const {
    cameraLabel = 'Turn off camera (ctrl + e)',
    muted = false,
    reactions = 'Send a reaction',
  } = options;
  const { detailsLabel = 'Meeting details', trayOpen = false, panels = true, more = '' } = options;
  return `
    <div data-meeting-title="Weekly planning" data-meeting-code="abc-defg-hij">
      <div data-participant-id="p1"><div data-self-name="You"><span>You</span></div>
        <div style="transform: scaleX(-1)"><video id="own"></video></div></div>
      <div data-participant-id="p2"><video id="other"></video><button aria-label="More options for Ada"></button></div>
      <div role="region" aria-label="Call controls">
        <button aria-label="Turn off microphone (ctrl + d)" data-is-muted="false"></button>
        <button aria-label="${cameraLabel}" data-is-muted="${muted}"></button>
        ${reactions === null ? '' : `<button id="opener" aria-label="${reactions}" aria-expanded="false"></button>`}
        <button jsname="CQylAd" aria-label="Leave call"></button>
      </div>
      ${trayOpen ? tray(reactions) : ''}
      ${panels ? `<button aria-label="${detailsLabel}" data-panel-id="5"></button><button data-panel-id="2"></button>` : ''}
      ${more}
    </div>`;
}

/** Preview before the call: it has the camera, the controls and, while knocking, the leave button. */
export const MEET_LOBBY = `
  <div data-participant-id="p1"><div style="transform: scaleX(-1)"><video id="own"></video></div></div>
  <div role="region" aria-label="Call controls">
    <button aria-label="Turn off microphone" data-is-muted="false"></button>
    <button aria-label="Turn off camera" data-is-muted="false"></button>
  </div>
  <button jsname="Qx7uuf">Ask to join</button>`;

export const MEET_KNOCKING = `
  <div role="region" aria-label="Call controls">
    <button aria-label="Turn off camera" data-is-muted="false"></button>
    <button jsname="CQylAd" aria-label="Leave call"></button>
  </div><p>Asking to be let in</p>`;

export const MEET_LEFT =
  '<h1>You left the meeting</h1><button>Rejoin</button><button>Return to home screen</button>';

/** What somebody wrote into the chat, dressed up as the real thing. */
export const MEET_CHAT = `
  <div role="list" aria-live="polite">
    <div role="listitem" data-message-id="m1"><div>
      <button data-emoji="😂" aria-label="😂">😂</button>
      <button data-emoji="💖">💖</button>
      <div aria-label="Send a reaction"><button data-emoji="😂">😂</button></div>
      <button aria-label="Send a reaction"></button>
      <button>Join now</button>
    </div></div>
  </div>`;
