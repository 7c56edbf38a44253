import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FacesCard, StateCard } from '../../src/pages/try-it/panels';
import type { FrameSample } from '../../src/pages/try-it/sample';
import type { Reading } from '../../src/shared/types';
import { mostly } from '../unit/support/probabilities';

let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

const FACE = { track: 1, box: { x: 0.2, y: 0.2, width: 0.4, height: 0.5 }, probabilities: mostly('happy') };

async function said(reading: Partial<Reading>): Promise<string | null> {
  const sample = { time: 1, faces: [], reading: { ...reading, expression: null } } as unknown as FrameSample;
  const card = <StateCard sample={sample} reacts reaction={null} emojiUrl={(key) => key} />;
  await act(async () => render(card, root));
  return root.querySelector('[data-testid="expression"]')!.textContent;
}

describe('the card of what counts', () => {
  it('says that no face is in view only where none is', async () => {
    expect(await said({ faces: [] })).toBe('No face in view');
    expect(await said({ faces: [FACE], quality: { ok: false, reason: 'dark' } })).toBe('Can’t see you well');
    expect(await said({ faces: [FACE], quality: { ok: true } })).toBe('Not sure yet');
    expect(await said({ faces: [FACE] })).toBe('Not sure yet');
  });
});

describe('the card of a photograph', () => {
  /** Time says one thing, the network of this one picture another. */
  async function answered(reading: Partial<Reading>): Promise<string> {
    const whole = { expression: 'neutral', confidence: 0.75, ...reading };
    const sample = { time: 1, faces: [], reading: whole } as unknown as FrameSample;
    const card = <StateCard sample={sample} reacts={false} reaction={null} emojiUrl={(key) => key} />;
    await act(async () => render(card, root));
    return root.querySelector('[data-testid="state"]')!.textContent;
  }

  it('has one answer, the network’s own word, whatever time would say', async () => {
    const text = await answered({ faces: [FACE], quality: { ok: true } });
    expect(text).toContain('Happy');
    expect(text).toContain(`${Math.round(FACE.probabilities.happy * 100)}% sure`);
    expect(text).not.toContain('Neutral');
    expect(text).not.toContain('over time');
  });

  it.each([
    ['turned', 'You are turned away.'],
    ['bright', 'Your face is overexposed.'],
    ['dark', 'It is too dark.'],
  ] as const)('says why where a face is %s', async (reason, words) => {
    const text = await answered({ faces: [FACE], quality: { ok: false, reason } });
    expect(text).toContain('Can’t see you well');
    expect(text).toContain(words);
    expect(text).not.toContain('Happy');
  });
});

describe('the numbers of a face', () => {
  it('say that they do not count where the face is not clear enough', async () => {
    const show = async (ok: boolean) => {
      const quality = ok ? { ok } : { ok, reason: 'bright' };
      const sample = { time: 1, faces: [], reading: { faces: [FACE], quality } } as unknown as FrameSample;
      await act(async () => render(<FacesCard sample={sample} />, root));
      return root.querySelector('[data-testid="unclear"]')?.textContent ?? null;
    };
    expect(await show(false)).toContain('do not count');
    expect(await show(true)).toBeNull();
  });
});

describe('the card of a photograph with many faces', () => {
  it('says how many are shown, and which one a call would read', async () => {
    const faces = [FACE, FACE, FACE, FACE];
    const sample = { time: 1, faces: [], found: 9, reading: { faces } } as unknown as FrameSample;
    await act(async () => render(<FacesCard sample={sample} />, root));
    const text = root.querySelector('[data-testid="own-face"]')!.textContent;
    expect(text).toContain('Shown: 4 of 9 faces.');
    expect(text).toContain('Face 1');
    const four = { ...sample, found: 4 };
    await act(async () => render(<FacesCard sample={four} />, root));
    expect(root.querySelector('[data-testid="own-face"]')!.textContent).not.toContain('Shown');
  });
});
