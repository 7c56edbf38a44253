/** A stand-in with the structure that is documented of Google Meet, self-written: landing, lobby, call, left. */
const app = document.getElementById('app');
let track = null;
/** Every press anywhere, as the name of what was pressed. */
const presses = [];

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

addEventListener('click', ({ target }) => presses.push(target.dataset.name ?? target.outerHTML), true);

async function openCamera() {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { width: { ideal: 640 } },
    audio: false,
  });
  track = stream.getVideoTracks()[0];
  const video = make('video', { autoplay: '', playsinline: '' });
  video.muted = true;
  video.srcObject = stream;
  return make('div', { 'data-participant-id': 'me' }, make('div', { class: 'mirror' }, video));
}

function controls(...more) {
  return make(
    'div',
    { role: 'region', 'aria-label': 'Anrufsteuerung' },
    make(
      'button',
      { 'data-is-muted': 'true', 'aria-label': 'Mikrofon einschalten', 'data-name': 'microphone' },
      'mic',
    ),
    make(
      'button',
      { 'data-is-muted': 'false', 'aria-label': 'Kamera ausschalten', 'data-name': 'camera', id: 'camera' },
      'cam',
    ),
    ...more,
  );
}

/** The tray comes late and stays open until the same button is pressed again. */
function toggleTray() {
  const open = document.getElementById('tray');
  if (open) return open.remove();
  setTimeout(() => {
    const emoji = ['💖', '👍', '🎉', '👏', '😂', '😮', '😢', '🤔', '👎', '👍🏽'];
    const buttons = emoji.map((each) => make('button', { 'data-emoji': each, 'data-name': each }, each));
    app.append(make('div', { id: 'tray', 'aria-label': 'Reaktion senden' }, ...buttons));
  }, 500);
}

/** A message that looks like the tray. */
function chat() {
  const fake = make('button', { 'data-emoji': '😂', 'data-name': 'chat' }, '😂');
  const opener = make('button', { 'aria-label': 'Reaktion senden', 'data-name': 'chat' }, 'react');
  return make(
    'div',
    { role: 'listitem', 'data-message-id': '1' },
    make('div', { 'aria-label': 'Reaktionen' }, fake),
    opener,
  );
}

const PAGES = {
  landing: async () => [make('h1', {}, 'Meetings')],
  lobby: async () => [
    await openCamera(),
    controls(),
    make('button', { jsname: 'Qx7uuf', 'data-name': 'join' }, 'Jetzt teilnehmen'),
  ],
  async call() {
    if (track?.readyState !== 'live') await openCamera();
    const video = make('video', { autoplay: '' });
    video.muted = true;
    video.srcObject = new MediaStream([track]);
    const opener = make('button', { 'aria-label': 'Reaktion senden', 'data-name': 'opener' }, 'react');
    opener.addEventListener('click', toggleTray);
    return [
      make('div', { 'data-participant-id': 'me' }, make('div', { class: 'mirror' }, video)),
      controls(opener, make('button', { 'aria-label': 'Anruf verlassen', 'data-name': 'leave' }, 'leave')),
      make(
        'button',
        { 'data-panel-id': '5', 'aria-label': 'Besprechungsdetails', 'data-name': 'details' },
        'details',
      ),
      chat(),
    ];
  },
  async left() {
    track?.stop();
    track = null;
    return [make('h1', {}, 'You left the meeting'), make('button', { 'data-name': 'rejoin' }, 'Rejoin')];
  },
};

window.__meet = {
  presses,
  /** Shows a page of the site without a reload. */
  async go(page) {
    history.pushState(null, '', page === 'landing' || page === 'left' ? '/landing' : '/abc-defg-hij');
    app.replaceChildren(...(await PAGES[page]()));
  },
  /** As while the screen is shared. */
  setPresenting(on) {
    document.getElementById('stop-sharing')?.remove();
    const name = 'Präsentation beenden';
    if (on)
      app.append(make('button', { id: 'stop-sharing', 'aria-label': name, 'data-name': 'stop' }, 'stop'));
  },
  /** What the camera's button says; the track goes on, as in a call that sends black pictures. */
  setCamera(on) {
    const button = document.getElementById('camera');
    button.dataset.isMuted = String(!on);
    button.setAttribute('aria-label', on ? 'Kamera ausschalten' : 'Kamera einschalten');
  },
};
window.__meet.go('landing');
