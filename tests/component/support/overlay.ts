/** What the tests of the card have in common. */
import { vi } from 'vitest';

export const overlayEvents = () => ({
  onMove: vi.fn(),
  onOff: vi.fn(),
  onHide: vi.fn(),
  onPause: vi.fn(),
  onRetry: vi.fn(),
  onSight: vi.fn(),
  onAnswer: vi.fn(),
  onSend: vi.fn(),
  onTour: vi.fn(),
});

/** What can be sent, and what reactions may show. */
export const EMOJI = {
  emoji: (): readonly string[] => ['1f604', '1f622', '1f62e'],
  favourites: () => [{ emoji: '1f44d' }, { emoji: '2764-fe0f' }, { emoji: '1f389' }],
};

/** Everything the card says, in order: its words are attributes, since a page can find text. */
export function wordsIn(element: Element | ShadowRoot | null | undefined): string {
  const said = [...(element?.querySelectorAll('[data-says]') ?? [])];
  if (element instanceof Element && element.hasAttribute('data-says')) said.unshift(element);
  return said.map((each) => each.getAttribute('data-says')).join(' ');
}
