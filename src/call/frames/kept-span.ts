import { createWrongSpans } from '../../shared/history/wrong';
import type { Span } from '../../shared/types';
import type { FrameLink, FrameLinkEvents } from '../edges/frame-link';

/**
 * A link that holds the span that is going on. When the analysis dies without a word (its page was closed, the browser
 * ran out of memory), the next one is told of it first of all, so that it is kept. What the user said to be wrong is not.
 */
export function withUnsavedSpan(
  openLink: (events: FrameLinkEvents) => FrameLink,
  events: FrameLinkEvents,
): FrameLink {
  const wrong = createWrongSpans();
  let held: Span | null = null;
  /** Told to the analysis on this connection; only an answer says that somebody listens. */
  let told = false;
  /** The camera went off: answers to pictures from before tell of a span that the analysis has kept. */
  let ended = false;
  const link = openLink({
    ...events,
    onMessage(message) {
      if (told) held = null;
      told = false;
      if (message.type === 'reading' && !ended) held = message.open ?? null;
      events.onMessage(message);
    },
    onOpened() {
      told = held !== null && !wrong.has(held) && link.send({ type: 'unsaved', span: held });
      events.onOpened?.();
    },
  });
  return {
    send(message) {
      const sent = link.send(message);
      if (message.type === 'frame') ended = false;
      if (message.type === 'wrong') wrong.add(message);
      if (message.type === 'camera-off' && sent) {
        ended = true;
        held = null;
      }
      return sent;
    },
    dispose: link.dispose,
  };
}
