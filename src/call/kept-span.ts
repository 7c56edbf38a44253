import type { FrameLink, FrameLinkEvents } from '../frames/frame-link';
import type { Span } from '../types';

/**
 * A link that holds the span that is going on. When the analysis dies without a word (its page was closed, the browser
 * ran out of memory), the next one is told of it first of all, so that it is kept.
 */
export function holdOpenSpan(
  openLink: (events: FrameLinkEvents) => FrameLink,
  events: FrameLinkEvents,
): FrameLink {
  let held: Span | null = null;
  /** The camera went off: answers to pictures from before tell of a span that the analysis has kept. */
  let ended = false;
  const link = openLink({
    ...events,
    onMessage(message) {
      if (message.type === 'reading' && !ended) held = message.open ?? null;
      events.onMessage(message);
    },
    onOpened() {
      if (held !== null && link.send({ type: 'unsaved', span: held })) held = null;
      events.onOpened?.();
    },
  });
  return {
    send(message) {
      const sent = link.send(message);
      if (message.type === 'frame') ended = false;
      if (message.type === 'camera-off' && sent) {
        ended = true;
        held = null;
      }
      return sent;
    },
    dispose: link.dispose,
  };
}
