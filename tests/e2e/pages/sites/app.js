/** Stand-ins with the structure that is documented of Zoom, Teams and Jitsi, self-written: a call and its reactions. */
const app = document.getElementById('app');
/** Every press anywhere, as the name of what was pressed. */
const presses = [];
addEventListener('click', ({ target }) => presses.push(target.dataset?.name ?? target.outerHTML), true);

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
const button = (name, attributes, ...children) =>
  make('button', { 'data-name': name, ...attributes }, ...children);

async function ownPicture(attributes) {
  const video = make('video', { autoplay: '', playsinline: '', ...attributes });
  video.muted = true;
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
  return video;
}

/** A tray that comes late, as menus that slide in do. `stays`: until the opener is pressed again. */
function trayOf(build, { stays, id }) {
  return () => {
    const open = document.getElementById(id);
    if (open) return open.remove();
    setTimeout(() => {
      const tray = make('div', { id });
      tray.append(...build());
      if (!stays) tray.addEventListener('click', () => setTimeout(() => tray.remove(), 50));
      app.append(tray);
    }, 400);
  };
}

function opener(attributes, toggle, ...children) {
  const element = button('opener', attributes, ...children);
  element.addEventListener('click', toggle);
  return element;
}

/** By what is in the address; `without` names a part that is missing, as after a redesign of the site. */
const SITES = {
  zoom: {
    async call({ without }) {
      const names = ['Clap', 'Thumbs Up', 'Joy', 'Open Mouth', 'Heart', 'Tada'];
      const reactions = () =>
        names
          .filter((name) => !(without === 'happy' && name === 'Joy'))
          .map((name) =>
            button(name, { class: 'reaction-simple-picker__block--reaction', 'aria-label': name }),
          );
      const toggle = trayOf(reactions, { stays: false, id: 'reactionPicker' });
      return [
        make('div', { id: 'meeting-info-indication' }),
        make('div', { id: 'my-video' }, await ownPicture()),
        make(
          'div',
          { class: 'chat-container' },
          button('chat', { class: 'reaction-simple-picker__block--reaction', 'aria-label': 'Joy' }, 'Joy'),
          button('chat', { 'aria-label': 'Reactions' }),
        ),
        make(
          'footer',
          { id: 'wc-footer' },
          button('microphone', { class: 'join-audio-container__btn', 'aria-label': 'Mute' }),
          button('camera', { class: 'send-video-container__btn', 'aria-label': 'Stop Video' }),
          button('hand', { 'aria-label': 'Raise Hand' }),
          ...(without === 'opener' ? [] : [opener({ 'aria-label': 'Reactions' }, toggle)]),
          make('div', { class: 'footer__leave-btn-container' }, button('leave', { 'aria-label': 'Leave' })),
        ),
      ];
    },
  },
  teams: {
    async call({ without }) {
      const ids = ['like', 'heart', 'applause', 'laugh', 'surprised'];
      const reactions = () => [
        make(
          'div',
          { role: 'menu' },
          ...ids
            .filter((id) => !(without === 'happy' && id === 'laugh'))
            .map((id) => button(id, { id: `${id}-button`, role: 'menuitem' })),
          button('hand', { id: 'raisehands-button', role: 'menuitem' }),
        ),
      ];
      const toggle = trayOf(reactions, { stays: false, id: 'menu' });
      return [
        make('div', { 'data-tid': 'meeting-header-title', title: 'Weekly planning' }),
        make('div', { 'data-tid': 'calling-preview-video' }, await ownPicture()),
        make(
          'div',
          { 'data-tid': 'message-pane-list-runway' },
          button('chat', { 'aria-label': 'Laugh' }, 'Laugh'),
        ),
        make(
          'div',
          { 'data-tid': 'ubar-horizontal-middle-end' },
          button('roster', { id: 'roster-button' }),
          ...(without === 'opener' ? [] : [opener({ id: 'reaction-menu-button' }, toggle)]),
          button('camera', { id: 'video-button', 'aria-label': 'Turn camera off' }),
          button('microphone', { id: 'microphone-button', 'aria-label': 'Mute' }),
          button('leave', { id: 'hangup-button' }),
        ),
      ];
    },
  },
  jitsi: {
    async call({ without }) {
      const emoji = ['👍', '👏', '😂', '😮', '👎', '🤫'];
      const reactions = () => [
        make(
          'div',
          { class: 'reactions-row' },
          ...emoji
            .filter((each) => !(without === 'happy' && each === '😂'))
            .map((each) => make('div', { class: 'toolbox-button', role: 'button', 'data-name': each }, each)),
        ),
      ];
      const toggle = trayOf(reactions, { stays: true, id: 'reactions' });
      const pressed = (name, label) =>
        make('div', { role: 'button', 'data-name': name, 'aria-pressed': 'false', 'aria-label': label });
      return [
        make('div', { class: 'subject-text--content' }, 'Weekly planning'),
        make('div', { id: 'localVideoContainer' }, await ownPicture()),
        make(
          'div',
          { id: 'chatconversation' },
          make('div', { class: 'toolbox-button', role: 'button', 'data-name': 'chat' }, '😂'),
        ),
        make(
          'div',
          { id: 'new-toolbox' },
          make('div', { class: 'audio-preview' }, pressed('microphone', 'Mute / Unmute microphone')),
          make('div', { class: 'video-preview' }, pressed('camera', 'Start / Stop camera')),
          ...(without === 'opener'
            ? []
            : [make('div', { class: 'reactions-button', role: 'button', 'data-name': 'opener' })]),
          make('div', { class: 'hangup-button', role: 'button', 'data-name': 'leave' }),
        ),
      ].map((part) => {
        part.querySelector?.('.reactions-button')?.addEventListener('click', toggle);
        return part;
      });
    },
  },
};

const site = Object.keys(SITES).find((name) => location.hash.includes(name));
window.__site = {
  presses,
  async call(options = {}) {
    for (const video of document.querySelectorAll('video')) {
      for (const track of video.srcObject.getTracks()) track.stop();
    }
    app.replaceChildren(...(await SITES[site].call(options)));
  },
};
// Zoom's client lives in a frame of the same origin.
if (location.hash.includes('framed')) {
  app.append(
    make('iframe', {
      id: 'webclient',
      src: `${location.pathname}#${site}`,
      allow: 'camera; microphone',
      style: 'width: 900px; height: 600px',
    }),
  );
}
