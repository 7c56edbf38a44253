/** Looks into the overlay's closed shadow root, which pages and their tests cannot, by way of the browser's inspector. */
import type { Page } from 'puppeteer';

interface InspectedNode {
  readonly backendNodeId: number;
  readonly nodeValue?: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly InspectedNode[];
  readonly shadowRoots?: readonly InspectedNode[];
  readonly contentDocument?: InspectedNode;
}

function* all(node: InspectedNode): Generator<InspectedNode> {
  yield node;
  const { children = [], shadowRoots = [], contentDocument } = node;
  for (const inner of [...children, ...shadowRoots, ...(contentDocument ? [contentDocument] : [])]) {
    yield* all(inner);
  }
}

/** The place of the overlay's element with this attribute, in pixels of the page; null where it has none. */
export async function overlayPlace(
  page: Page,
  attribute: string,
  value: string,
): Promise<{ x: number; y: number; width: number; height: number } | null> {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    for (const node of all(root as InspectedNode)) {
      const { attributes = [] } = node;
      const at = attributes.indexOf(attribute);
      if (at < 0 || attributes[at + 1] !== value) continue;
      const { quads } = await session.send('DOM.getContentQuads', { backendNodeId: node.backendNodeId });
      const [quad] = quads;
      if (quad === undefined) return null;
      const [left, top, right, , , bottom] = quad as [number, number, number, number, number, number];
      return { x: left, y: top, width: right - left, height: bottom - top };
    }
    return null;
  } finally {
    await session.detach();
  }
}

/** The middle of the overlay's button with this label, in pixels of the page; null where it has none. */
export async function overlayButton(page: Page, label: string): Promise<{ x: number; y: number } | null> {
  const place = await overlayPlace(page, 'aria-label', label);
  return place && { x: place.x + place.width / 2, y: place.y + place.height / 2 };
}

/** Presses it with the mouse, as a person does. */
export async function pressInOverlay(page: Page, label: string): Promise<void> {
  const place = await overlayButton(page, label);
  if (place === null) throw new Error(`the overlay shows no button "${label}"`);
  await page.mouse.click(place.x, place.y);
}

/** The name of the button that has the keyboard focus, also inside the overlay; null if none has. */
export async function focusedButton(page: Page): Promise<string | null> {
  const session = await page.createCDPSession();
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const focused = nodes.find(
      ({ role, properties = [] }) =>
        role?.value === 'button' && properties.some(({ name, value }) => name === 'focused' && value.value),
    );
    return focused?.name?.value ?? null;
  } finally {
    await session.detach();
  }
}

/** Everything that the overlay says, in all frames. */
export async function overlayText(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const texts: string[] = [];
    for (const node of all(root as InspectedNode)) {
      const { attributes = [], shadowRoots = [] } = node;
      if (!attributes.includes('data-emojigen')) continue;
      for (const inside of shadowRoots) {
        for (const { attributes = [] } of all(inside)) {
          const at = attributes.indexOf('data-says');
          if (at >= 0) texts.push(attributes[at + 1] ?? '');
        }
      }
    }
    return texts.join(' ');
  } finally {
    await session.detach();
  }
}
