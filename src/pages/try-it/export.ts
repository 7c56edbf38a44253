/** Exports a video's results as a file. */
import { EXPRESSIONS } from '../../shared/types';
import type { FrameSample } from './sample';

/** Times in seconds of the video; landmarks are left out. */
export function samplesToJson(name: string, samples: readonly FrameSample[]): string {
  const rows = samples.map(({ time, reading, reaction }) => ({
    time: time / 1000,
    expression: reading.expression,
    confidence: reading.confidence,
    reaction: reaction?.expression ?? null,
    faces: reading.faces.map(({ track, box, probabilities }) => ({ track, box, probabilities })),
  }));
  return `${JSON.stringify({ format: 'emojigen-video', version: 1, name, samples: rows }, null, 1)}\n`;
}

/** One line per frame, with the probabilities of the largest face. */
export function samplesToCsv(samples: readonly FrameSample[]): string {
  const head = ['time_s', 'faces', 'expression', 'confidence', 'reaction', ...EXPRESSIONS];
  const lines = samples.map(({ time, reading, reaction }) => {
    const own = reading.faces[0]?.probabilities;
    const numbers = EXPRESSIONS.map((name) => own?.[name].toFixed(4) ?? '');
    const settled = [reading.expression ?? '', reading.confidence.toFixed(4), reaction?.expression ?? ''];
    return [(time / 1000).toFixed(3), reading.faces.length, ...settled, ...numbers].join(',');
  });
  return [head.join(','), ...lines, ''].join('\r\n');
}
