import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp, { type OverlayOptions } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameOf } from '../../scripts/eval/mjpeg';
import { loadModels } from '../../scripts/eval/models';
import { createPipeline, type Models } from '../../src/analysis/pipeline';
import { EXPRESSIONS, type Reaction, type Reading, type RegionOfInterest } from '../../src/shared/types';

const PORTRAIT = fileURLToPath(new URL('../fixtures/astronaut.png', import.meta.url));

/** The real networks, in Node, on the smiling portrait shown as a 640x480 camera picture. */
describe('pipeline', () => {
  let models: Models;
  let smiling: Buffer;
  let empty: Buffer;

  beforeAll(async () => {
    models = await loadModels();
    await models.faces.warmUp();
    smiling = await sharp(await readFile(PORTRAIT))
      .removeAlpha()
      .extract({ left: 92, top: 10, width: 256, height: 192 })
      .resize(640, 480)
      .jpeg({ quality: 95 })
      .toBuffer();
    empty = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#667' } })
      .jpeg()
      .toBuffer();
  }, 60_000);

  afterAll(() => {
    models.faces.dispose();
    models.emotion.dispose();
  });

  it('finds the landmarks where they are', async () => {
    const frame = await frameOf(smiling, 0, null);
    const [face] = await models.faces.find({ ...frame, trackingKey: 'landmarks' });
    const scale = 640 / frame.width;
    const expected: [number, number, number][] = [
      [1, 327, 305],
      [33, 255, 228],
      [263, 412, 236],
      [61, 272, 324],
      [291, 386, 331],
      [152, 321, 418],
    ];
    for (const [index, x, y] of expected) {
      const point = face![index]!;
      expect(Math.hypot(point.x * scale - x, point.y * scale - y)).toBeLessThan(16);
    }
  });

  it('turns a smile into one happy reaction also where the site changes the size of the picture meanwhile', async () => {
    const pipeline = createPipeline('resized', models, () => 0);
    const large = await sharp(smiling).resize(1280, 960).jpeg({ quality: 95 }).toBuffer();
    const tracks = new Set<number>();
    let reactions = 0;
    for (let t = 0; t <= 6000; t += 200) {
      const { reading, reaction } = await pipeline.analyse(
        await frameOf(t < 1000 ? large : smiling, 50_000 + t, null),
      );
      for (const { track } of reading.faces) tracks.add(track);
      if (reaction) reactions += 1;
    }
    expect(tracks.size).toBe(1);
    expect(reactions).toBe(1);
  }, 30_000);

  it('turns a smile into one happy reaction', async () => {
    const pipeline = createPipeline('smile', models, () => 0);
    const reactions: Reaction[] = [];
    let reading: Reading | undefined;
    for (let t = 0; t <= 1500; t += 100) {
      const analysis = await pipeline.analyse(await frameOf(smiling, 50_000 + t, null));
      if (analysis.reaction) reactions.push(analysis.reaction);
      reading = analysis.reading;
    }
    expect(reactions).toEqual([expect.objectContaining({ expression: 'happy', emoji: '1f604' })]);
    expect(reading!.faces).toHaveLength(1);
    const [face] = reading!.faces;
    const sum = EXPRESSIONS.reduce((total, name) => total + face!.probabilities![name], 0);
    expect(sum).toBeCloseTo(1, 5);
    expect(face!.box.x).toBeGreaterThan(0.25);
    expect(face!.box.x + face!.box.width).toBeLessThan(0.75);
    expect(pipeline.flush()).toEqual([expect.objectContaining({ expression: 'happy' })]);
  });

  it('lets go of a reaction that the user does not want, as long as the smile lasts', async () => {
    const pipeline = createPipeline('no', models, () => 0);
    let dwelt = 0;
    for (let t = 0; t <= 2500; t += 100) {
      const { reading, reaction } = await pipeline.analyse(await frameOf(smiling, 50_000 + t, null));
      expect(reaction).toBeNull();
      if (reading.dwell > 0) pipeline.cancel();
      dwelt = Math.max(dwelt, reading.dwell);
    }
    expect(dwelt).toBeGreaterThan(0);
  });

  it('says how an answer came about, only where it is asked', async () => {
    const pipeline = createPipeline('debug', models, () => 0);
    expect(await pipeline.analyse(await frameOf(smiling, 70_000, null))).not.toHaveProperty('debug');
    const { debug, reading } = await pipeline.analyse(await frameOf(smiling, 70_100, null), { debug: true });
    const { landmarks, input } = debug![0]!;
    expect(debug).toHaveLength(reading.faces.length);
    expect(landmarks).toHaveLength(2 * 468);
    const { box } = reading.faces[0]!;
    const xs = landmarks.filter((_, i) => i % 2 === 0);
    expect(Math.min(...xs)).toBeCloseTo(box.x, 5);
    expect(Math.max(...xs)).toBeCloseTo(box.x + box.width, 5);
    expect(input.data).toHaveLength(models.emotion.card.inputSize ** 2);
    expect(Math.abs(input.data.reduce((sum, value) => sum + value, 0) / input.data.length)).toBeLessThan(
      0.01,
    );
  });

  it('judges a photograph at once', async () => {
    const pipeline = createPipeline('still', models, () => 0);
    const bright = await sharp(smiling).linear(2, 0).jpeg({ quality: 95 }).toBuffer();
    const [clear, glaring] = [await frameOf(smiling, 80_000, null), await frameOf(bright, 80_000, null)];
    const { reading } = await pipeline.analyse(clear, { still: true });
    expect(reading.quality).toEqual({ ok: true });
    const [face] = reading.faces;
    pipeline.flush();
    const inCall = (await pipeline.analyse(clear)).reading.faces[0]!;
    expect(face!.probabilities!.surprised).toBeGreaterThan(inCall.probabilities!.surprised);
    pipeline.flush();
    const over = await pipeline.analyse(glaring, { still: true });
    expect(over.reading.faces).toHaveLength(1);
    expect(over.reading.quality).toEqual({ ok: false, reason: 'bright' });
    // In a call it has to last first.
    expect((await pipeline.analyse(glaring)).reading.quality).toEqual({ ok: true });
  });

  it('never reads the expression of anybody else in the picture, unless the try-it page asks for every face', async () => {
    const both = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#556' } })
      .composite([
        { input: await sharp(smiling).resize(800, 600).toBuffer(), left: 0, top: 60 },
        { input: await sharp(smiling).resize(480, 360).toBuffer(), left: 800, top: 180 },
      ])
      .jpeg({ quality: 95 })
      .toBuffer();
    const sizes: number[] = [];
    const emotion = {
      ...models.emotion,
      predict(faces: Parameters<typeof models.emotion.predict>[0]) {
        sizes.push(faces.length);
        return models.emotion.predict(faces);
      },
    };
    const pipeline = createPipeline('both', { ...models, emotion }, () => 0);
    const found: Reading[] = [];
    for (let t = 0; t <= 3000; t += 100) {
      found.push((await pipeline.analyse(await frameOf(both, 200_000 + t, null))).reading);
    }
    const last = found.at(-1)!;
    expect(last.faces).toHaveLength(2);
    expect(last.faces[0]!.box.width).toBeGreaterThan(last.faces[1]!.box.width);
    expect(last.expression).toBe('happy');
    expect(last.faces.map(({ probabilities }) => probabilities !== null)).toEqual([true, false]);
    expect(Math.max(...sizes)).toBe(1);
    const { reading, debug } = await pipeline.analyse(await frameOf(both, 203_100, null), { debug: true });
    expect(reading.faces.map(({ probabilities }) => probabilities !== null)).toEqual([true, true]);
    expect(debug).toHaveLength(2);
  }, 30_000);

  it('asks for a part of the picture where the face is small, and finds the same face in it', async () => {
    const far = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#556' } })
      .composite([{ input: await sharp(smiling).resize(512, 384).toBuffer(), left: 640, top: 200 }])
      .jpeg({ quality: 95 })
      .toBuffer();
    const pipeline = createPipeline('far', models, () => 0);
    const first = await pipeline.analyse(await frameOf(far, 90_000, null));
    expect(first.region).not.toBeNull();
    const second = await pipeline.analyse(await frameOf(far, 90_100, first.region));
    expect(second.reading.faces).toHaveLength(1);
    expect(second.reading.faces[0]!.track).toBe(first.reading.faces[0]!.track);
    const drift = Math.abs(second.reading.faces[0]!.box.x - first.reading.faces[0]!.box.x);
    expect(drift).toBeLessThan(0.02);
  });

  it('finds those who come in beside a near view, and does not stay with somebody behind when the user is back', async () => {
    const at = async (left: number, top: number, scale: number) => ({
      input: await sharp(smiling)
        .resize(Math.round(640 * scale), Math.round(480 * scale))
        .toBuffer(),
      left,
      top,
    });
    const scene = async (...people: Awaited<ReturnType<typeof at>>[]): Promise<Buffer> =>
      sharp({ create: { width: 1280, height: 720, channels: 3, background: '#8a8478' } })
        .composite(people)
        .jpeg({ quality: 95 })
        .toBuffer();
    const user = await at(497, 140, 1.1);
    const behind = await at(308, 140, 0.4);
    const [both, alone] = [await scene(user, behind), await scene(behind)];
    const pipeline = createPipeline('around', models, () => 0);
    let region: RegionOfInterest | null = null;
    let looks = 0;
    const own: { t: number; width: number; expression: string | null }[] = [];
    for (let t = 0; t <= 9000; t += 200) {
      const picture = t < 2000 || t >= 5000 ? both : alone;
      for (let extra = 0; extra < 2; extra += 1) {
        const frame = await frameOf(picture, 300_000 + t + extra, region);
        const analysis = await pipeline.analyse(frame, { around: true });
        region = analysis.region;
        if (!analysis.around) {
          const width = analysis.reading.faces[0]?.box.width ?? 0;
          own.push({ t, width: 1280 * width, expression: analysis.reading.expression });
          break;
        }
        looks += 1;
      }
    }
    const [away] = own.filter(({ t }) => t === 4800);
    expect(away!.width).toBeGreaterThan(60);
    expect(away!.width).toBeLessThan(130);
    const back = own.filter(({ t }) => t >= 6200);
    expect(Math.min(...back.map(({ width }) => width))).toBeGreaterThan(180);
    expect(back.at(-1)!.expression).toBe('happy');
    expect(looks).toBeGreaterThan(1);
  }, 60_000);

  it.each([0.4, 0.7])(
    'takes no smile from a picture on the wall of %f of the size while the user is away, and is with the user when they are back',
    async (scale) => {
      const poster = await sharp(smiling)
        .flop()
        .resize(Math.round(640 * scale), Math.round(480 * scale))
        .toBuffer();
      const scene = (...people: OverlayOptions[]): Promise<Buffer> =>
        sharp({ create: { width: 1280, height: 720, channels: 3, background: '#8a8478' } })
          .composite([{ input: poster, left: 20, top: 20 }, ...people])
          .jpeg({ quality: 95 })
          .toBuffer();
      const [both, alone] = [await scene({ input: smiling, left: 560, top: 140 }), await scene()];
      const pipeline = createPipeline(`wall ${scale}`, models, () => 0);
      let region: RegionOfInterest | null = null;
      const fired: number[] = [];
      let last: Reading | null = null;
      for (let t = 0; t <= 16_000; t += 200) {
        const picture = t < 3000 || t >= 13_000 ? both : alone;
        const look = async (part: RegionOfInterest | null) =>
          pipeline.analyse(await frameOf(picture, 400_000 + t, part), { around: true });
        let analysis = await look(region);
        if (analysis.reaction) fired.push(t);
        if (analysis.around) analysis = await look(null);
        region = analysis.region;
        last = analysis.reading;
      }
      expect(fired.filter((t) => t >= 3000 && t < 13_000)).toEqual([]);
      expect(fired.filter((t) => t < 3000)).toHaveLength(1);
      // The right half of the picture is the user's.
      expect(last!.faces[0]!.box.x).toBeGreaterThan(0.45);
      expect(last!.expression).toBe('happy');
    },
    60_000,
  );

  it('says why it reads nothing where the same smile is in the dark', async () => {
    const dim = await sharp(smiling).linear(0.05, 0).jpeg({ quality: 95 }).toBuffer();
    const pipeline = createPipeline('dim', models, () => 0);
    const states = [];
    for (let t = 0; t <= 1500; t += 100) {
      const { reading, reaction } = await pipeline.analyse(await frameOf(dim, 150_000 + t, null));
      expect(reaction).toBeNull();
      states.push(reading);
    }
    expect(states.at(-1)).toMatchObject({ quality: { ok: false, reason: 'dark' }, expression: null });
    expect(states.at(-1)!.faces).toHaveLength(1);
  });

  describe('a face of which the mesh network is not sure', () => {
    const drawn = (shapes: string) => (picture: Buffer) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${shapes}</svg>`;
      return sharp(picture)
        .composite([{ input: Buffer.from(svg) }])
        .jpeg({ quality: 95 })
        .toBuffer();
    };
    const MASK = 'M235 275 Q330 245 425 275 L418 350 Q395 425 330 432 Q265 425 242 350 Z';
    const fingers = [-42, -17, 8, 33].map((y) => `<rect x="-98" y="${y}" width="150" height="24" rx="12"/>`);
    const HAND = `<g transform="translate(335 345)" fill="#c98f72" stroke="#8d5a42" stroke-width="3">${fingers.join('')}
      <rect x="20" y="-50" width="120" height="115" rx="38"/>`;
    const ARM = '<rect x="20" y="10" width="500" height="80" rx="30" transform="rotate(35)"/>';
    const turned = (degrees: number) => async (picture: Buffer) => {
      const whole = await sharp(picture).rotate(degrees, { background: '#777' }).png().toBuffer();
      return sharp(whole).resize(640, 480, { fit: 'contain', background: '#777' }).jpeg().toBuffer();
    };

    /** What is said after 1.6 seconds, and every expression that was shown on the way. */
    async function watch(name: string, change: (picture: Buffer) => Promise<Buffer>) {
      const picture = await change(smiling);
      const pipeline = createPipeline(name, models, () => 0);
      const shown = new Set<Reading['expression']>();
      const fired: (Reaction | null)[] = [];
      let region: RegionOfInterest | null = null;
      let reading: Reading | null = null;
      for (let t = 0; t <= 1600; t += 100) {
        const analysis = await pipeline.analyse(await frameOf(picture, 170_000 + t, region));
        ({ region, reading } = analysis);
        fired.push(analysis.reaction);
        shown.add(reading.expression);
      }
      return { reading: reading!, shown, fired: fired.filter((each) => each !== null) };
    }

    it.each([
      ['under a mask', drawn(`<path fill="#9cc6d8" d="${MASK}"/>`)],
      ['under a black mask', drawn(`<path fill="#222" d="${MASK}"/>`)],
      ['behind a hand', drawn(`${HAND}${ARM}</g>`)],
      ['upside down', turned(180)],
    ])('%s has no expression, and the reason is told', async (name, change) => {
      const { reading, shown, fired } = await watch(name, change);
      expect(fired).toEqual([]);
      expect(reading.faces).toHaveLength(1);
      expect(reading).toMatchObject({ quality: { ok: false, reason: 'covered' }, expression: null });
      for (const expression of ['happy', 'sad', 'angry', 'fearful', 'surprised'] as const)
        expect(shown).not.toContain(expression);
    });

    it('that is behind a hand without an arm may be read, but shows nothing', async () => {
      const { shown, fired } = await watch('fingers', drawn(`${HAND}</g>`));
      expect(fired).toEqual([]);
      expect([...shown].filter((each) => each !== 'neutral' && each !== null)).toEqual([]);
    });

    it.each([
      ['lies on its side', turned(90)],
      ['has a cup before its chin', drawn('<path d="M290 360 h80 l-8 80 h-64 z" fill="#eee"/>')],
    ])('is none that %s', async (name, change) => {
      const { reading } = await watch(name, change);
      expect(reading).toMatchObject({ quality: { ok: true }, expression: 'happy' });
    });
  });

  it('gives nothing for a picture without a face', async () => {
    const pipeline = createPipeline('empty', models, () => 0);
    await pipeline.analyse(await frameOf(smiling, 120_000, null));
    for (let t = 100; t < 1000; t += 100) {
      const picture = t < 500 ? smiling : empty;
      const { reading, reaction } = await pipeline.analyse(await frameOf(picture, 120_000 + t, null));
      if (picture === empty) {
        expect(reading.faces).toEqual([]);
        expect(reaction).toBeNull();
      }
    }
  });
});
