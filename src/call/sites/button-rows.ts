/**
 * The call's own controls on a page that nobody has described: toolbars, buttons that stand in a row in the lower part of the
 * window, and those that are named like a call's. CSS pixels.
 */
import type { Rect } from '../../shared/types';
import { find } from './find';
import { COMMON } from './selectors/common';

const BUTTON = 'button, [role="button"], [role="switch"], input[type="button"]';
const TOOLBAR = '[role="toolbar"]';
/** Pages with more buttons than this are searched no further. */
const MOST = 400;
/** A call's buttons are at least this large, and at most this wide. */
const LEAST_SIDE = 18;
const WIDEST = 240;
/** Rows begin below this share of the window's height. */
const LOWER = 0.66;
/** Buttons of a row have their middles within this distance. */
const LEVEL = 14;
/** A toolbar larger than this share of the window is a panel. */
const PANEL = 0.35;

/** A wrong name only keeps the card off a button. */
const NAMED = [COMMON.leave, COMMON.camera, COMMON.microphone].filter((spec) => spec !== null);

/** Where the card should not be. Nothing that the user cannot see now counts. */
export function buttonRows(document: Document): readonly Rect[] {
  const { innerWidth = 0, innerHeight = 0 } = document.defaultView ?? {};
  const window = { x: 0, y: 0, width: innerWidth, height: innerHeight };
  const seen = (root: ParentNode): readonly Rect[] =>
    [...root.querySelectorAll(BUTTON)].slice(0, MOST).flatMap((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const isButton = Math.min(width, height) >= LEAST_SIDE && width <= WIDEST;
      const isInside = x + width > 0 && y + height > 0 && x < innerWidth && y < innerHeight;
      return isButton && isInside && isVisible(element) ? [{ x, y, width, height }] : [];
    });
  const toolbars = [...document.querySelectorAll(TOOLBAR)]
    .map(seen)
    .filter((buttons) => buttons.length >= 2)
    .map(around)
    .filter((rect) => area(rect) < PANEL * area(window));
  const low = seen(document).filter(({ y, height }) => y + height / 2 > LOWER * innerHeight);
  const named = NAMED.flatMap((spec) => find(document, spec, null).elements)
    .filter(isVisible)
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0)
    .map(({ x, y, width, height }) => ({ x, y, width, height }));
  return [...toolbars, ...rowsOf(low).map(around), ...named];
}

/** Groups of two or more on one level. */
function rowsOf(buttons: readonly Rect[]): readonly (readonly Rect[])[] {
  const middle = ({ y, height }: Rect): number => y + height / 2;
  const sorted = [...buttons].sort((a, b) => middle(a) - middle(b));
  const rows: Rect[][] = [];
  for (const button of sorted) {
    const row = rows.at(-1);
    if (row && middle(button) - middle(row[0]!) <= LEVEL) row.push(button);
    else rows.push([button]);
  }
  return rows.filter((row) => row.length >= 2);
}

function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return {
    ...{ x, y },
    width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y,
  };
}

const area = ({ width, height }: Rect): number => width * height;

/** Bars that hide while nobody moves the mouse are transparent then. */
function isVisible(element: Element): boolean {
  const options = { opacityProperty: true, visibilityProperty: true };
  return typeof element.checkVisibility !== 'function' || element.checkVisibility(options);
}
