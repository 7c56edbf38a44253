/** The frames port, which also reports the CPU pressure measured in the call tab. */
import { PRESSURES, type Pressure } from '../../shared/messages/frames';
import { type FrameLink, type FrameLinkEvents, openFrameLink } from '../edges/frame-link';
import { withUnsavedSpan } from './unsaved-span';

/** Between two measurements. Milliseconds. */
const SAMPLE_EVERY = 2000;

/** The Compute Pressure API (Chromium 125), which TypeScript's DOM library does not know. */
interface Observer {
  observe(source: 'cpu', options: { sampleInterval: number }): Promise<void>;
  disconnect(): void;
}
type ObserverClass = new (onRecords: (records: readonly { readonly state: string }[]) => void) => Observer;

/**
 * Observes the CPU pressure until the returned function is called. The browser reports it only to visible pages or pages
 * with a camera, so not to the offscreen document. Without the API nothing happens.
 */
export function watchPressure(window: object, onChange: (pressure: Pressure) => void): () => void {
  const { PressureObserver } = window as { PressureObserver?: ObserverClass };
  if (PressureObserver === undefined) return () => {};
  let observer: Observer | null = null;
  try {
    observer = new PressureObserver((records) => {
      const state = PRESSURES.find((each) => each === records.at(-1)?.state);
      if (state !== undefined) onChange(state);
    });
    // A page's permissions policy may forbid it.
    observer.observe('cpu', { sampleInterval: SAMPLE_EVERY }).catch(() => {});
  } catch {
    // Not here.
  }
  return () => observer?.disconnect();
}

/**
 * As `openFrameLink`. Sends the pressure on every change and to every new connection, as well as a span that a dead
 * analysis left unfinished.
 */
export function openMeasuredLink(callId: string, events: FrameLinkEvents, window: EventTarget): FrameLink {
  let pressure: Pressure | null = null;
  const link = withUnsavedSpan((held) => openFrameLink(callId, held, window), {
    ...events,
    onMessage(message) {
      // The first message of an analysis that has just started.
      if (message.type === 'state') tell();
      events.onMessage(message);
    },
  });
  function tell(): void {
    if (pressure !== null) link.send({ type: 'pressure', pressure });
  }
  const stop = watchPressure(window, (next) => {
    if (next === pressure) return;
    pressure = next;
    tell();
  });
  return {
    send: link.send,
    dispose() {
      stop();
      link.dispose();
    },
  };
}
