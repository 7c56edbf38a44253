/** Draws the summary of a call as a picture: numbers and bars, no face, no site, no name, no date. */
import type { CallSummary } from '../../shared/call-summary';
import { direction } from '../../shared/language/translated';
import { EXPRESSION_STYLES, emojiText } from '../../shared/ui/expressions';
import { formatDuration } from '../../shared/ui/format';
import type { EmojiPictures } from './emoji';
import { figuresOf } from './figures';
import { WORDS } from './words';

export const PICTURE_SIZE = { width: 1200, height: 630 } as const;

const EDGE = 80;
const FONT = 'system-ui, sans-serif';
const INK = '#1d2433';
const QUIET = '#5b6577';
const EMPTY = '#e6e9f0';

const EMOJI_SIDE = 84;

/** Draws onto a canvas, which gets `PICTURE_SIZE`. */
export function drawSummary(canvas: HTMLCanvasElement, summary: CallSummary, pictures: EmojiPictures): void {
  const { width, height } = PICTURE_SIZE;
  Object.assign(canvas, PICTURE_SIZE);
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('This browser gave no canvas to draw on.');
  const isMirrored = direction() === 'rtl';
  brush.direction = direction();
  const write = (text: string, x: number, y: number, font: string, colour: string, most: number): void => {
    brush.font = `${font} ${FONT}`;
    brush.fillStyle = colour;
    brush.textAlign = 'start';
    brush.fillText(text, isMirrored ? width - x : x, y, most);
  };
  const sky = brush.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, '#f6f7ff');
  sky.addColorStop(1, '#fdf4e7');
  brush.fillStyle = sky;
  brush.fillRect(0, 0, width, height);

  write(WORDS.title, EDGE, 132, '700 62px', INK, 700);
  write(formatDuration(summary.duration), EDGE, 186, '400 34px', QUIET, 700);
  const column = (width - 2 * EDGE) / 3;
  for (const [n, { value, label }] of figuresOf(summary).entries()) {
    const x = EDGE + n * column;
    write(value, x, 330, '700 88px', INK, column - 20);
    write(label, x, 380, '400 30px', QUIET, column - 20);
  }
  if (summary.emoji.length > 0) write(WORDS.emoji, EDGE + 2 * column, 380, '400 30px', QUIET, column - 20);
  for (const [n, emoji] of summary.emoji.entries()) {
    const x = EDGE + 2 * column + n * (EMOJI_SIDE + 18);
    const picture = pictures.get(emoji);
    if (!picture) write(emojiText(emoji), x, 330, `400 ${EMOJI_SIDE}px`, INK, EMOJI_SIDE);
    else brush.drawImage(picture, isMirrored ? width - x - EMOJI_SIDE : x, 256, EMOJI_SIDE, EMOJI_SIDE);
  }
  const bar = (width - 2 * EDGE) / summary.bars.length;
  for (const [n, expression] of summary.bars.entries()) {
    const x = EDGE + n * bar;
    const tall = expression === null ? 10 : expression === 'neutral' ? 34 : 86;
    brush.fillStyle = expression === null ? EMPTY : EXPRESSION_STYLES[expression].colour.dark;
    brush.globalAlpha = expression === 'neutral' ? 0.35 : 1;
    brush.beginPath();
    brush.roundRect((isMirrored ? width - x - bar : x) + 2, 520 - tall, bar - 4, tall, 5);
    brush.fill();
  }
  brush.globalAlpha = 1;
  write(WORDS.timeline, EDGE, 566, '400 26px', QUIET, 800);
  brush.direction = 'ltr';
  brush.font = `600 26px ${FONT}`;
  brush.textAlign = 'right';
  brush.fillText('EmojiGen', width - EDGE, 66);
}
