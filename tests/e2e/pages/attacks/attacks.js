/** A page that looks for traces of an extension in what a window shares with all scripts that run in it. */
{
  const seen = {};
  const note = (name, value) => {
    const text = JSON.stringify(value) ?? 'nothing';
    seen[name] ??= [];
    if (!seen[name].includes(text)) seen[name].push(text);
  };

  // Numbers that the browser counts up, whoever asks for one.
  const counters = {
    timeout: () => setTimeout(() => {}, 0),
    frame: () => requestAnimationFrame(() => {}),
    idle: () => requestIdleCallback(() => {}),
  };
  const last = {};
  for (const [name, next] of Object.entries(counters)) {
    last[name] = next();
    note(`first ${name}`, last[name]);
  }
  let rounds = 0;
  const look = () => {
    rounds += 1;
    for (const [name, next] of Object.entries(counters)) {
      const id = next();
      if (id !== last[name] + 1) note('numbers that are missing', name);
      last[name] = id;
    }
  };

  /** Kinds of entries that name scripts and files at all: without any, the attack would show nothing. */
  const named = new Set();
  for (const type of PerformanceObserver.supportedEntryTypes) {
    const report = (list) => {
      for (const entry of list.getEntries()) {
        const text = `${entry.name} ${JSON.stringify(entry)}`;
        if (text.includes('attacks.js')) named.add(type);
        if (/extension|emojigen|content-scripts/i.test(text)) note(`entries of ${type}`, text.slice(0, 3000));
      }
    };
    new PerformanceObserver(report).observe({ type, buffered: true, durationThreshold: 16 });
  }
  const onReports = (reports) => {
    for (const { type, body } of reports) note(`reports of ${type}`, { ...body?.toJSON?.() });
  };
  new ReportingObserver(onReports, { buffered: true }).observe();
  for (const type of ['error', 'unhandledrejection', 'securitypolicyviolation']) {
    const onEvent = ({ message, reason, violatedDirective, blockedURI, sourceFile }) =>
      note(type, [message, String(reason), violatedDirective, blockedURI, sourceFile]);
    addEventListener(type, onEvent, true);
  }

  /** What is shared by all scripts of the page's origin or document; the card itself is left out. */
  const shared = async () => ({
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    locks: await navigator.locks.query(),
    stored: [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie],
    fonts: [document.fonts.size, document.fonts.status],
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
    frames: [window.length, document.scripts.length, document.images.length],
    animations: document.getAnimations().length,
    markup: document.body.getHTML({ serializableShadowRoots: true }).length,
    counted: ['toggle', 'beforetoggle', 'load', 'error', 'input', 'beforeinput', 'focusin', 'scroll'].map(
      (type) => performance.eventCounts.get(type),
    ),
    globals: Reflect.ownKeys(window).length,
    open: [
      String(window.open),
      window.open.name,
      window.open.length,
      Reflect.ownKeys(window.open).map(String),
    ],
    marks: performance.getEntries().filter(({ entryType }) => /mark|measure/.test(entryType)).length,
    handlers: [window.onerror, document.onvisibilitychange, navigator.mediaDevices.ondevicechange],
    channel: await new Promise((go) => {
      const heard = [];
      addEventListener('message', ({ data }) => heard.push(String(data)));
      setTimeout(() => go(heard), 200);
    }),
  });

  const busy = (milliseconds) => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  };
  const painted = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));

  window.attacks = {
    seen,
    named: () => [...named],
    rounds: () => rounds,
    /** From now on, looks again and again. The page itself must set no timer after this. */
    async watch() {
      note('shared', await shared());
      setInterval(look, 20);
      for (const [name, next] of Object.entries(counters)) last[name] = next();
    },
    /** The page's own code takes long after each function that may be another one: the browser then names scripts. */
    async slow() {
      const { mediaDevices } = navigator;
      const stream = await mediaDevices.getUserMedia({ video: true });
      busy(120);
      document.querySelector('video').srcObject = stream;
      const [track] = stream.getVideoTracks();
      const [peer, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
      peer.onicecandidate = ({ candidate }) => other.addIceCandidate(candidate);
      other.onicecandidate = ({ candidate }) => peer.addIceCandidate(candidate);
      const sender = peer.addTrack(track, stream);
      busy(120);
      await painted();
      await peer.setLocalDescription();
      await other.setRemoteDescription(peer.localDescription);
      await other.setLocalDescription();
      await peer.setRemoteDescription(other.localDescription);
      const waits = [
        () => sender.replaceTrack(track),
        () => peer.getStats(),
        () => mediaDevices.getUserMedia({ video: { deviceId: { exact: 'none' } } }),
        () => mediaDevices.getDisplayMedia({ video: false }),
        () => new Promise((go) => navigator.webkitGetUserMedia?.({ video: true }, go, go) ?? go()),
      ];
      for (const wait of waits) {
        await wait().catch(() => {});
        busy(120);
        await painted();
      }
    },
    /** Stops every timer that has a number, again and again. */
    stopTimers() {
      const worker = new Worker(URL.createObjectURL(new Blob(['setInterval(() => postMessage(0), 50)'])));
      const seenBefore = setTimeout(() => {}, 0);
      worker.onmessage = () => {
        for (let id = 1; id < seenBefore + 500; id++) clearTimeout(id);
      };
    },
  };
}
