/** Peers' whole chains over pictures of a camera: every frame taken at face value, since they have no model over time. */
import type { SeenFace, TemporalState } from '../../src/analysis/temporal';
import type { Probabilities } from '../../src/shared/types';
import { temporalFor } from './baselines';
import type { View } from './photo-views';
import type { Photo } from './photos-data';

export const PEERS = ['human', 'faceapi'] as const;
export type Peer = (typeof PEERS)[number];

export const isPeer = (name: string): name is Peer => (PEERS as readonly string[]).includes(name);

/** What a peer sees in one picture; null where it finds no face. */
export type PeerReader = (picture: Photo) => Promise<Probabilities | null>;

/** @throws UsageError where the package is missing */
export async function loadPeerReader(name: Peer): Promise<PeerReader> {
  const readers =
    name === 'human'
      ? await (await import('./peers/human')).loadHumanPhotos()
      : await (await import('./peers/faceapi')).loadFaceApiPhotos();
  return async ({ width, height, data }) => {
    const view: View = { width, height, data, region: { x: 0, y: 0, width, height } };
    for (const read of readers) {
      const answer = await read(view);
      if (answer !== null) return answer;
    }
    return null;
  };
}

/** Reacts as `raw` does. @returns null for a picture without a face */
export function createPeerRun(
  read: PeerReader,
): (picture: Photo, time: number) => Promise<TemporalState | null> {
  const filter = temporalFor('raw');
  return async (picture, time) => {
    const probabilities = await read(picture);
    const seen = probabilities && ({ track: 1, probabilities } as SeenFace);
    const state = filter.update(seen, time);
    return seen && state;
  };
}
