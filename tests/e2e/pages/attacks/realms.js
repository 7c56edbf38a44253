/** Ways to a window's own built-ins, each of which the page tries in order to send a camera that nobody covers. */
{
  const frame = (set) => {
    const element = document.createElement('iframe');
    element.allow = 'camera';
    set?.(element);
    return element;
  };
  const loaded = (element) =>
    new Promise((go) => {
      element.onload = go;
    });
  const append = (element) => {
    document.body.append(element);
    return element;
  };
  /** The newest frame by its number: without any function of the page's. */
  const byNumber = () => window[window.length - 1];
  const kept = (realm) => ({
    devices: realm.navigator.mediaDevices,
    ask: realm.MediaDevices.prototype.getUserMedia,
    Peer: realm.RTCPeerConnection,
    add: realm.RTCPeerConnection.prototype.addTrack,
    describe: realm.RTCPeerConnection.prototype.setLocalDescription,
  });
  /** As `kept`, once the window has loaded whatever it loads. */
  const later = async (realm) => {
    await new Promise((go) => setTimeout(go, 1000));
    return kept(realm);
  };
  /** As most pages do: the method is looked up when it is called. */
  const lookedUp = (found) => ({ ...found, describe: found.Peer.prototype.setLocalDescription });

  const ways = {
    page: () => kept(window),
    blank: () => {
      append(frame());
      return kept(byNumber());
    },
    blankLater: async () => {
      append(frame());
      await new Promise((go) => setTimeout(go, 300));
      return kept(byNumber());
    },
    srcdoc: async () => {
      const element = frame((each) => each.setAttribute('srcdoc', '<p>part'));
      const done = loaded(element);
      append(element);
      const found = kept(byNumber());
      await done;
      return found;
    },
    srcdocLater: async () => {
      const element = frame((each) => each.setAttribute('srcdoc', '<p>part'));
      const done = loaded(element);
      append(element);
      await done;
      return kept(byNumber());
    },
    sameOrigin: async () => {
      const element = frame((each) => each.setAttribute('src', 'part.html'));
      const done = loaded(element);
      append(element);
      const found = kept(byNumber());
      await done;
      found.devices = byNumber().navigator.mediaDevices;
      return found;
    },
    srcdocThen: async () => lookedUp(await ways.srcdoc()),
    sameOriginThen: async () => lookedUp(await ways.sameOrigin()),
    popupPageThen: async () => lookedUp(await ways.popupPage()),
    sameOriginLater: async () => {
      const element = frame((each) => each.setAttribute('src', 'part.html'));
      const done = loaded(element);
      append(element);
      await done;
      return kept(byNumber());
    },
    named: async () => {
      append(frame((each) => each.setAttribute('name', 'part')));
      return kept(window.open('', 'part'));
    },
    markup: () => {
      document.body.insertAdjacentHTML('beforeend', '<iframe allow=camera></iframe>');
      return kept(byNumber());
    },
    written: () => {
      append(frame());
      const { document: inner } = byNumber();
      inner.open();
      inner.write('<p>part');
      inner.close();
      return kept(byNumber());
    },
    script: async () => {
      append(frame((each) => each.setAttribute('src', 'javascript:"part"')));
      await new Promise((go) => setTimeout(go, 300));
      return kept(byNumber());
    },
    object: async () => {
      const element = document.createElement('object');
      element.data = 'part.html';
      const done = loaded(element);
      append(element);
      await done;
      return kept(byNumber());
    },
    embed: async () => {
      const element = document.createElement('embed');
      element.src = 'part.html';
      const done = loaded(element);
      append(element);
      await done;
      return kept(byNumber());
    },
    inner: () => {
      append(frame());
      const outer = byNumber();
      outer.document.body.append(outer.document.createElement('iframe'));
      return kept(outer[0]);
    },
    popup: () => kept(window.open('')),
    framePopup: () => {
      append(frame());
      return kept(byNumber().open(''));
    },
    popupsPopup: () => kept(window.open('').open('')),
    popupInner: async () => {
      const other = window.open('');
      other.document.body.innerHTML = '<iframe allow="camera"></iframe>';
      return later(other[0]);
    },
    scriptPopup: () => later(window.open('javascript:"part"')),
    addressPopup: () => later(window.open(new URL('about:blank#part'))),
    blobPopup: () => later(window.open(URL.createObjectURL(new Blob(['<p>part'], { type: 'text/html' })))),
    popupPage: async () => {
      const other = window.open('part.html');
      const found = kept(other);
      await new Promise((go) => setTimeout(go, 1500));
      found.devices = other.navigator.mediaDevices;
      return found;
    },
    removed: () => {
      const element = append(frame());
      const found = kept(byNumber());
      found.devices = navigator.mediaDevices;
      element.remove();
      return found;
    },
    otherAsk: () => {
      append(frame());
      return { ...kept(window), add: kept(byNumber()).add };
    },
  };

  window.realms = {
    ways: Object.keys(ways),
    /** @returns the brightness of what the far end gets: a covered picture is black */
    async send(way) {
      const { devices, ask, Peer, add, describe } = await ways[way]();
      const stream = await ask.call(devices, { video: true });
      const [track] = stream.getVideoTracks();
      const [peer, other] = [new Peer(), new Peer()];
      peer.onicecandidate = ({ candidate }) => other.addIceCandidate(candidate);
      other.onicecandidate = ({ candidate }) => peer.addIceCandidate(candidate);
      const video = document.createElement('video');
      video.muted = true;
      other.ontrack = (event) => {
        video.srcObject = new MediaStream([event.track]);
        video.play();
      };
      add.call(peer, track, stream);
      await describe.call(peer);
      await other.setRemoteDescription(peer.localDescription);
      await other.setLocalDescription();
      await peer.setRemoteDescription(other.localDescription);
      window.realms.look = () => {
        if (video.readyState < 2) return null;
        const canvas = new OffscreenCanvas(32, 24);
        const context = canvas.getContext('2d');
        context.drawImage(video, 0, 0, 32, 24);
        const { data } = context.getImageData(0, 0, 32, 24);
        let sum = 0;
        for (let n = 0; n < data.length; n += 4) sum += (data[n] + data[n + 1] + data[n + 2]) / 3;
        return Math.round((sum * 4) / data.length);
      };
    },
  };
}
