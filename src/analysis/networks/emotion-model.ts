import { EXPRESSIONS, type Probabilities } from '../../shared/types';
import { type EmotionCard, parseCard } from '../emotion/card';
import { isUnsure, meanOf } from '../emotion/flip-averaging';
import { fold } from '../emotion/labels';
import { asInPhotograph } from '../emotion/photograph';
import { softmax } from '../emotion/temperature';
import { contrastOf } from '../preprocess/contrast';
import type { Plane } from '../preprocess/gray';
import { mirror } from '../preprocess/mirror';
import { loadWithEngine } from './engine';
import { type ExpressionNetwork, loadExpressionNetwork } from './expression-network';
import type { LoadNetwork, NetworkFiles } from './network';

/** Gray levels. The faintest of 3,199 validation faces deviates by 15; below 2 a picture shows nothing at all. */
const FAINTEST = 2;
/** Every expression is as likely as the others. */
const UNSURE = Object.fromEntries(EXPRESSIONS.map((name) => [name, 1 / EXPRESSIONS.length])) as Probabilities;

/** Where the files come from: `fetch` in the extension, the file system in evaluation. */
export interface EmotionFiles extends NetworkFiles {
  card(): Promise<unknown>;
  /** The small network's files, if the card names one. */
  readonly small: NetworkFiles;
}

/**
 * The expression networks: gray faces in, calibrated probabilities out. Where the card names a small network, it reads
 * every face, and the large one only those of which the small one is not sure (a cascade: Viola, Jones, 2001).
 */
export interface EmotionModel {
  readonly card: EmotionCard;
  /**
   * Gray square faces of `card.inputSize`, 0..255 -> probabilities of each. A face in which nothing can be seen (black,
   * white, covered camera) gets even probabilities: the network's answer would be no observation.
   * @param source a photograph's expressions are weighed as the card says
   * @throws RangeError on a face with numbers that are not finite
   */
  predict(faces: readonly Plane[], source?: 'call' | 'photograph'): Promise<Probabilities[]>;
  /** The eight calibrated probabilities of each face, in the order of `card.labels`: what `predict` folds for a call. */
  probabilities(faces: readonly Plane[]): Promise<Float64Array[]>;
  /**
   * The eight logits of one network for each face, without flip averaging, row by row, for comparison with training.
   * @throws RangeError if there is no small network
   */
  logits(faces: readonly Plane[], network?: 'large' | 'small'): Promise<Float32Array>;
  /** Runs every network that is there once, so that the first face is not slower than the others. */
  warmUp(): Promise<void>;
  /**
   * Loads the large network if that was put off; until then the small one answers alone.
   * @throws Error in plain words if a file of it is missing or damaged
   */
  complete(): Promise<void>;
  dispose(): void;
}

/** Asks for both files at once, before the card says whether they are needed. */
function begin(files: NetworkFiles): NetworkFiles {
  const [model, weights] = [files.model(), files.weights()];
  // Where nobody asks for them, they may be missing.
  for (const file of [model, weights]) file.catch(() => {});
  return { model: () => model, weights: () => weights };
}

/**
 * @param largeLater loads only the small network, if there is one, until `complete` is called
 * @throws Error in plain words if a file is missing, damaged or does not belong to the others
 */
export async function loadEmotionModel(
  files: EmotionFiles,
  load: LoadNetwork = loadWithEngine,
  largeLater = false,
): Promise<EmotionModel> {
  const begun = begin(files.small);
  const card = parseCard(await files.card());
  let large: ExpressionNetwork | null = null;
  let loading: Promise<void> | null = null;
  let isDisposed = false;
  function complete(): Promise<void> {
    loading ??= loadExpressionNetwork(load, files, card.weightsSha256, card).then((loaded) => {
      large = loaded;
      if (isDisposed) loaded.dispose();
    });
    return loading;
  }
  const [small] = await Promise.all([
    card.small ? loadExpressionNetwork(load, begun, card.small.weightsSha256, card) : null,
    largeLater && card.small ? null : complete(),
  ]);

  async function answersOf(
    network: ExpressionNetwork,
    temperature: number,
    faces: readonly Plane[],
  ): Promise<Float64Array[]> {
    const all = await network.logits(faces);
    const count = card.labels.length;
    return faces.map((_, i) => softmax(all.subarray(i * count, (i + 1) * count), temperature));
  }

  /** Asks again about the faces whose answer is less sure than `below`, and merges what it is told. */
  async function askAgain(
    answers: Float64Array[],
    below: number,
    ask: (unsure: readonly number[]) => Promise<readonly Float64Array[]>,
    merge: (before: Float64Array, now: Float64Array) => Float64Array,
  ): Promise<Float64Array[]> {
    const unsure = [...answers.keys()].filter((i) => isUnsure(answers[i]!, below));
    const told = await ask(unsure);
    unsure.forEach((face, i) => {
      answers[face] = merge(answers[face]!, told[i]!);
    });
    return answers;
  }

  async function largeAnswers(network: ExpressionNetwork, faces: readonly Plane[]): Promise<Float64Array[]> {
    const ask = (some: readonly Plane[]) => answersOf(network, card.temperature, some);
    return askAgain(
      await ask(faces),
      card.secondLookBelow,
      (unsure) => ask(unsure.map((i) => mirror(faces[i]!))),
      meanOf,
    );
  }

  async function probabilities(faces: readonly Plane[]): Promise<Float64Array[]> {
    const second = large;
    if (!small || !card.small) return second ? largeAnswers(second, faces) : [];
    const first = await answersOf(small, card.small.temperature, faces);
    if (!second) return first;
    return askAgain(
      first,
      card.small.sureFrom,
      (unsure) =>
        largeAnswers(
          second,
          unsure.map((i) => faces[i]!),
        ),
      (_, now) => now,
    );
  }

  return {
    card,
    async logits(faces, name = 'large') {
      if (name === 'large') await complete();
      const network = name === 'large' ? large : small;
      if (network === null) throw new RangeError('There is no small network.');
      return network.logits(faces);
    },
    probabilities,
    async predict(faces, source = 'call') {
      const answers = await probabilities(faces);
      const factors = source === 'photograph' ? card.photograph : undefined;
      const weighed = factors ? answers.map((answer) => asInPhotograph(answer, factors)) : answers;
      return faces.map((face, i) => (contrastOf(face) < FAINTEST ? UNSURE : fold(weighed[i]!)));
    },
    async warmUp() {
      const size = card.inputSize;
      const blank = { width: size, height: size, data: new Float32Array(size * size) };
      for (const network of [small, large]) await network?.logits([blank]);
    },
    complete,
    dispose() {
      isDisposed = true;
      small?.dispose();
      large?.dispose();
    },
  };
}
