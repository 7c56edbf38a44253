/** As much of a browser's connections as the hooks touch, with classes of its own each time. */

export function peerClasses<Track extends { readonly kind: string }>() {
  class RTCDtlsTransport {
    get state() {
      return 'closed';
    }
  }
  class RTCRtpSender {
    #track: Track | null;
    #transport: RTCDtlsTransport | null = null;
    #turn = Promise.resolve();
    constructor(track: Track | null) {
      this.#track = track;
    }
    get track() {
      return this.#track;
    }
    get transport() {
      return this.#transport;
    }
    close() {
      this.#transport = new RTCDtlsTransport();
    }
    /** What others see, whatever `track` says. */
    reallySends() {
      return this.#track;
    }
    take(track: Track | null) {
      this.#track = track;
    }
    replaceTrack(track: Track | null): Promise<void> {
      if (track !== null && track.kind !== 'video') return Promise.reject(new TypeError('kind'));
      this.#turn = this.#turn.then(() => {
        this.#track = track;
      });
      return this.#turn;
    }
  }
  class RTCRtpTransceiver {
    #sender: RTCRtpSender;
    constructor(sender: RTCRtpSender) {
      this.#sender = sender;
    }
    get sender() {
      return this.#sender;
    }
  }
  class RTCPeerConnection {
    senders: RTCRtpSender[] = [];
    getSenders() {
      return this.senders;
    }
    #add(track: Track | null) {
      const sender = new RTCRtpSender(track);
      this.senders.push(sender);
      return sender;
    }
    addTrack(track: Track) {
      if (this.senders.some((each) => each.reallySends() === track)) throw new Error('InvalidAccessError');
      return this.#add(track);
    }
    addTransceiver(what: Track | string) {
      return new RTCRtpTransceiver(this.#add(typeof what === 'string' ? null : what));
    }
    addStream(stream: { readonly tracks: readonly Track[] }) {
      for (const track of stream.tracks) this.#add(track);
    }
    removeStream(stream: { readonly tracks: readonly Track[] }) {
      for (const sender of this.senders) {
        if (stream.tracks.includes(sender.reallySends()!)) sender.take(null);
      }
    }
    setLocalDescription(): Promise<void> {
      return Promise.resolve();
    }
    removeTrack(sender: RTCRtpSender) {
      sender.take(null);
    }
    getStats(track: Track) {
      return Promise.resolve(this.senders.some((each) => each.reallySends() === track));
    }
  }
  return { RTCDtlsTransport, RTCRtpSender, RTCRtpTransceiver, RTCPeerConnection };
}
