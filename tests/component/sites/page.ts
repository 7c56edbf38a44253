import { vi } from 'vitest';

/** A parsed page that belongs to a window, so that styles apply. */
export function show(html: string, title = ''): Document {
  document.title = title;
  document.body.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  return document;
}

/** Gives an element a place in the window, which this DOM does not lay out. */
export function place(element: Element | null, x: number, y: number, width: number, height: number): void {
  if (element === null) throw new Error('no such element');
  vi.spyOn(element, 'getBoundingClientRect').mockReturnValue(new DOMRect(x, y, width, height));
}

/** Every press in the page, as the pressed element; taken down from outside everything. */
export function pressesIn(page: Document): Element[] {
  const presses: Element[] = [];
  page.addEventListener('click', (event) => presses.push(event.target as Element), true);
  return presses;
}
