/** Self-written pages with the documented structure of the other call sites. */

export const ZOOM_CALL = `
  <div class="meeting-app">
    <div id="meeting-info-indication"></div>
    <video-player class="tile"></video-player><canvas></canvas>
    <div class="chat-container"><button aria-label="Joy" class="reaction-simple-picker__block--reaction">😂</button></div>
    <footer id="wc-footer">
      <button class="join-audio-container__btn" aria-label="mute my microphone"></button>
      <button class="send-video-container__btn" aria-label="stop my video"></button>
      <button id="opener" aria-label="Reactions"></button>
      <div class="footer__leave-btn-container"><button aria-label="Leave">Leave</button></div>
    </footer>
  </div>`;

export const ZOOM_TRAY = `
  <div id="reactionPicker"><div class="reaction-simple-picker__row">
    ${[
      ['Clap', '👏'],
      ['Thumbs Up', '👍'],
      ['Joy', '😂'],
      ['Open Mouth', '😮'],
      ['Heart', '❤️'],
      ['Tada', '🎉'],
    ]
      .map(
        ([name, emoji]) =>
          `<button class="reaction-simple-picker__block reaction-simple-picker__block--reaction" aria-label="${name}">${emoji}</button>`,
      )
      .join('')}
    <button class="reaction-simple-picker__block--raise-hand">Raise hand</button>
  </div></div>`;

/** As of October 2026. */
export const ZOOM_CALL_7_2 = `
  <div class="meeting-app">
    <video-player class="tile"></video-player>
    <div class="new-chat-message__container"><button data-tooltip="Joy">😂</button></div>
    <div role="toolbar">
      <button id="opener" aria-label="React"></button>
      <div footer-section="right"><button data-tooltip="End">End</button></div>
    </div>
  </div>`;

export const ZOOM_TRAY_7_2 = `
  <div class="reaction-simple-picker__container">
    ${[
      ['Clap', '👏'],
      ['Joy', '😂'],
      ['Open Mouth', '😮'],
      ['Heart', '❤️'],
    ]
      .map(
        ([name, emoji]) =>
          `<button class="reaction-simple-picker__item" data-tooltip="${name}">${emoji}</button>`,
      )
      .join('')}
  </div>`;

export const ZOOM_LOBBY = `
  <button id="preview-audio-control-button" aria-label="Mute"></button>
  <button id="preview-video-control-button" aria-label="Stop Video"></button>
  <button class="zm-btn preview-join-button">Join</button>`;

export const TEAMS_CALL = `
  <div>
    <span data-tid="meeting-header-title" title="Design review">Design review</span>
    <div role="toolbar">
      <button id="roster-button" aria-label="People"></button>
      <button id="reaction-menu-button" aria-label="React"></button>
      <button id="microphone-button" aria-label="Unmute mic"></button>
      <button id="video-button" aria-label="Turn camera off"></button>
      <button id="hangup-button" aria-label="Leave"></button>
    </div>
    <div data-tid="message-pane-list-runway"><button id="laugh-button" aria-label="Laugh"></button></div>
  </div>`;

export const TEAMS_TRAY = `
  <div role="menu">${['like', 'heart', 'applause', 'laugh', 'surprised']
    .map((name) => `<button role="menuitem" id="${name}-button" aria-label="${name}"></button>`)
    .join('')}</div>`;

export const TEAMS_LOBBY = `
  <input type="checkbox" role="switch" data-tid="toggle-video">
  <button id="prejoin-join-button" data-tid="prejoin-join-button" aria-label="Join now">Join now</button>`;

export const JITSI_CALL = `
  <div id="largeVideoContainer"></div>
  <span id="localVideoContainer"><video id="localVideo_container" style="transform: scaleX(-1)"></video></span>
  <div class="subject-text--content">Stand up</div>
  <div id="new-toolbox"><div class="toolbox-content-items">
    <div class="audio-preview"><div role="button" aria-pressed="true" aria-label="Unmute microphone"></div></div>
    <div class="video-preview"><div role="button" aria-pressed="false" aria-label="Stop camera"></div></div>
    <div role="button" class="toolbox-button reactions-button" aria-label="Reactions"></div>
    <div role="button" class="hangup-button toolbox-button" aria-label="Leave the meeting"></div>
  </div></div>
  <div id="chatconversation"><div class="reactions-row"><div role="button" class="toolbox-button">😂</div></div></div>`;

export const JITSI_TRAY = `
  <div class="reactions-menu"><div class="reactions-row">${['👍', '👏', '😂', '😮', '👎', '🤫', '❤️']
    .map(
      (emoji) =>
        `<div class="toolbox-button" role="button" aria-label="Send ${emoji}"><span class="emoji">${emoji}</span></div>`,
    )
    .join('')}</div></div>`;

export const JITSI_LOBBY =
  '<div class="premeeting-screen"><div role="button" data-testid="prejoin.joinMeeting">Join meeting</div></div>';

export const WEBEX_CALL = `<video style="transform: scaleX(-1)"></video>
  <button data-test="microphone-button" aria-label="Unmute"></button>
  <button data-test="camera-button" aria-label="Start video"></button>
  <button data-test="leave-button" aria-label="Leave meeting"></button>`;

export const WHEREBY_CALL = `
  <button data-testid="toggle-camera" aria-label="Turn off camera"></button>
  <button data-testid="leaveButton">Leave</button>`;

export const DISCORD_CALL = `
  <div id="message-content-1">Disconnect</div>
  <button aria-label="Turn On Camera"></button><button aria-label="Unmute"></button>
  <button aria-label="Disconnect"></button>`;

export const SLACK_CALL = `
  <button data-qa="huddle_mute_button" aria-label="Mute mic"></button>
  <button data-qa="huddle_video_button" aria-label="Turn on video"></button>
  <button data-qa="huddle_leave_button" aria-label="Leave huddle"></button>`;
