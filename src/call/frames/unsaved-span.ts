import { createWrongSpans } from '../../shared/history/wrong';
import type { Span } from '../../shared/types';
import type { FrameLink, FrameLinkEvents } from '../edges/frame-link';

/**
 * A link that remembers the unfinished span. If the analysis dies silently (its page was closed, the browser ran out of
 * memory), the next analysis gets the span first and saves it, unless the user marked it as wrong.
 */
export function withUnsavedSpan(
  openLink: (events: FrameLinkEvents) => FrameLink,
  events: FrameLinkEvents,
): FrameLink {
  const wrong = createWrongSpans();
  let held: Span | null = null;
  /** Sent on this connection; only an answer proves that the analysis received it. */
  let told = false;
  /** The camera went off: late results refer to a span that is already saved. */
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
