/** The two ends of the call. Both live in this page; what the far end decodes is what a real one would see. */

/**
 * @returns {Promise<{ setVideo, setAudio, remote: MediaStream, stats, close }>} connected and ready; `setVideo` and
 *   `setAudio` take a track or null
 */
export async function connectPeers() {
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  const remote = new MediaStream();
  near.addEventListener('icecandidate', ({ candidate }) => candidate && far.addIceCandidate(candidate));
  far.addEventListener('icecandidate', ({ candidate }) => candidate && near.addIceCandidate(candidate));
  far.addEventListener('track', ({ track }) => remote.addTrack(track));
  const video = near.addTransceiver('video', { direction: 'sendonly' });
  const audio = near.addTransceiver('audio', { direction: 'sendonly' });

  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription);

  return {
    remote,
    setVideo: (track) => video.sender.replaceTrack(track),
    setAudio: (track) => audio.sender.replaceTrack(track),
    /** What the far end has decoded so far. */
    async stats() {
      for (const report of (await far.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'video') {
          return { framesDecoded: report.framesDecoded ?? 0, framesPerSecond: report.framesPerSecond ?? 0 };
        }
      }
      return { framesDecoded: 0, framesPerSecond: 0 };
    },
    close() {
      near.close();
      far.close();
    },
  };
}
