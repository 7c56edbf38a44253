/** Keeps the overlay where the user put it: pointer and keyboard moves, and window resizes. */
import type { Point, Rect } from '../../shared/types';
import {
  type CardSize,
  clampCorner,
  clearOf,
  cornerOf,
  type Fraction,
  fractionOf,
  roomierSide,
} from './position';

/** Pixels per press of an arrow key, and with Shift. */
export const STEP = 16;
export const LONG_STEP = 64;
/** A press that moves less than this (pixels) is a click. */
const DRAG_THRESHOLD = 3;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export interface PlacementOptions {
  readonly position: Fraction | null;
  /** Called after a move by the user has ended. */
  onMove(position: Fraction): void;
  /** The card moved, but not by the user. */
  onJump(): void;
}

export interface CardPlacement {
  /** Moves the element to a saved position; null: the default one. */
  moveTo(position: Fraction | null): void;
  /** The current places of the call's own controls, which the card avoids. CSS pixels. */
  avoid(controls: readonly Rect[]): void;
  dispose(): void;
}

/** Controls the position of `element`. Everything except buttons can be dragged; `.grip` takes arrow keys. */
export function createPlacement(
  element: HTMLElement,
  view: Window,
  options: PlacementOptions,
): CardPlacement {
  const lifetime = new AbortController();
  const { signal } = lifetime;
  // Kept as the user chose it, so that shrinking and enlarging the window restores the place.
  let position = options.position;
  let corner: Point = { x: 0, y: 0 };
  let drag: { pointer: number; grabbed: Point; from: Point; moved: boolean } | null = null;
  let keyed = false;
  let controls: readonly Rect[] = [];

  const windowSize = (): CardSize => ({ width: view.innerWidth, height: view.innerHeight });
  const cardSize = (): CardSize => ({ width: element.offsetWidth, height: element.offsetHeight });

  const show = (next: Point) => {
    corner = { x: Math.round(next.x), y: Math.round(next.y) };
    element.style.setProperty('transform', `translate(${corner.x}px, ${corner.y}px)`);
    element.setAttribute('data-side', roomierSide(corner, cardSize(), windowSize()));
  };
  const settle = () => {
    const { x, y } = corner;
    const wanted = cornerOf(position, cardSize(), windowSize());
    show(clearOf(controls, wanted, cardSize(), windowSize()));
    if (x !== corner.x || y !== corner.y) options.onJump();
  };
  const slide = (to: Point) => show(clampCorner(to, cardSize(), windowSize()));
  const keep = () => {
    position = fractionOf(corner, windowSize());
    return position;
  };

  const onPointerDown = (event: PointerEvent) => {
    if (drag !== null || event.button !== 0 || !isHandle(event.target)) return;
    drag = {
      pointer: event.pointerId,
      grabbed: { x: event.clientX, y: event.clientY },
      from: corner,
      moved: false,
    };
    element.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag?.pointer !== event.pointerId) return;
    const dx = event.clientX - drag.grabbed.x;
    const dy = event.clientY - drag.grabbed.y;
    drag.moved ||= Math.hypot(dx, dy) >= DRAG_THRESHOLD;
    element.toggleAttribute('data-dragging', drag.moved);
    if (drag.moved) slide({ x: drag.from.x + dx, y: drag.from.y + dy });
  };
  const onPointerEnd = (event: PointerEvent) => {
    if (drag?.pointer !== event.pointerId) return;
    const { moved } = drag;
    drag = null;
    element.removeAttribute('data-dragging');
    if (moved) options.onMove(keep());
    settle();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined || !isGrip(event.target) || event.ctrlKey || event.altKey || event.metaKey)
      return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? LONG_STEP : STEP;
    slide({ x: corner.x + arrow.x * step, y: corner.y + arrow.y * step });
    keep();
    keyed = true;
  };
  // A held key moves repeatedly but counts as one move, which ends with the key or the focus.
  const onKeyEnd = () => {
    const moved = keyed;
    keyed = false;
    if (!moved) return;
    options.onMove(keep());
    settle();
  };

  element.addEventListener('pointerdown', onPointerDown, { signal });
  element.addEventListener('pointermove', onPointerMove, { signal });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
    element.addEventListener(end, onPointerEnd, { signal });
  }
  element.addEventListener('keydown', onKeyDown, { signal });
  element.addEventListener('keyup', onKeyEnd, { signal });
  element.addEventListener('focusout', onKeyEnd, { signal });
  const keepInside = () => {
    if (drag === null) settle();
  };
  view.addEventListener('resize', keepInside, { signal });
  // The card grows with its text and when its details open.
  const grown = typeof ResizeObserver === 'function' ? new ResizeObserver(keepInside) : null;
  grown?.observe(element);
  settle();

  return {
    moveTo(next) {
      position = next;
      keepInside();
    },
    avoid(next) {
      controls = next;
      keepInside();
    },
    dispose() {
      lifetime.abort();
      grown?.disconnect();
    },
  };
}

function isGrip(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.grip') !== null;
}

function isHandle(target: EventTarget | null): boolean {
  return isGrip(target) || (target instanceof Element && target.closest('button') === null);
}
