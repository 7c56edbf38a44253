import { beforeEach, expect, it } from 'vitest';
import { buttonRows } from '../../../src/call/sites/button-rows';
import { generic } from '../../../src/call/sites/generic';
import { place, show } from './page';

beforeEach(() => Object.assign(window, { innerWidth: 1000, innerHeight: 800 }));

/** A page whose buttons have these places, in order. */
function page(html: string, ...places: [x: number, y: number, width: number, height: number][]): Document {
  const shown = show(html);
  shown.querySelectorAll('button, [role="button"]').forEach((button, n) => {
    place(button, ...places[n]!);
  });
  return shown;
}
const buttons = (count: number): string => '<button></button>'.repeat(count);

it('are the buttons that stand in a row at the bottom', () => {
  const bar = page(
    `${buttons(2)}<div role="button"></div>${buttons(2)}`,
    ...([400, 450, 500] as const).map((x): [number, number, number, number] => [x, 730, 40, 40]),
    [20, 20, 40, 40],
    [900, 600, 40, 40],
  );
  expect(buttonRows(bar)).toEqual([{ x: 400, y: 730, width: 140, height: 40 }]);
  expect(generic.look(bar, new URL('https://calls.example/')).controls).toHaveLength(1);
});

it('are the buttons of a toolbar anywhere, but not of a large panel', () => {
  const top = page(`<div role="toolbar">${buttons(2)}</div>`, [300, 10, 40, 40], [700, 10, 40, 40]);
  expect(buttonRows(top)).toEqual([{ x: 300, y: 10, width: 440, height: 40 }]);
  const panel = page(`<div role="toolbar">${buttons(2)}</div>`, [0, 0, 40, 40], [900, 500, 40, 40]);
  expect(buttonRows(panel)).toEqual([]);
});

it('are not those that nobody can see', () => {
  expect(buttonRows(page(buttons(2), [400, 830, 40, 40], [460, 830, 40, 40]))).toEqual([]);
  expect(buttonRows(page(buttons(2), [400, 730, 0, 0], [460, 730, 40, 40]))).toEqual([]);
  const hidden = page(buttons(2), [400, 730, 40, 40], [460, 730, 40, 40]);
  for (const button of hidden.querySelectorAll('button')) button.checkVisibility = () => false;
  expect(buttonRows(hidden)).toEqual([]);
});

it('are also a single button that is named like a call’s', () => {
  const lone = page(
    '<button aria-label="Leave call"></button><button>Join now</button>',
    [480, 700, 60, 60],
    [20, 700, 60, 20],
  );
  expect(buttonRows(lone)).toEqual([{ x: 480, y: 700, width: 60, height: 60 }]);
});

it('are none on a page without buttons', () => {
  expect(buttonRows(page('<p>Text</p>'))).toEqual([]);
});
