import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BuildInputError,
  DETECTOR,
  depthwiseShape,
  faceDetector,
  faceMesh,
  type GraphModelJson,
  MESH_PACK,
  MESH_PACK_LOADER,
  ohwiToHwio,
  readTflite,
  TfliteError,
  unpack,
} from '../../scripts/models/index.mjs';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const detectorFile = readFileSync(modules + DETECTOR);
const loader = readFileSync(modules + MESH_PACK_LOADER, 'utf8');
const pack = readFileSync(modules + MESH_PACK);
const meshFile = unpack(loader, pack, 'face_landmark.tflite');

const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);

function operationCounts(json: GraphModelJson): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { op } of json.modelTopology.node) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
}

/** Bytes of all weights, by what the manifest says. */
function describedBytes(json: GraphModelJson): number {
  const { weights } = json.weightsManifest[0];
  return weights.reduce((sum, { shape, quantization }) => sum + size(shape) * (quantization ? 2 : 4), 0);
}

describe('layouts', () => {
  it('moves item (o, h, w, i) to (h, w, i, o)', () => {
    const side = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(fc.tuple(side, side, side, side), fc.nat(), ([O, H, W, I], seed) => {
        const items = Uint16Array.from({ length: O * H * W * I }, (_, k) => (k * 7919 + seed) % 65536);
        const { shape, items: moved } = ohwiToHwio([O, H, W, I], items);
        expect(shape).toEqual([H, W, I, O]);
        for (let o = 0; o < O; o++)
          for (let h = 0; h < H; h++)
            for (let w = 0; w < W; w++)
              for (let i = 0; i < I; i++) {
                expect(moved[((h * W + w) * I + i) * O + o]).toBe(items[((o * H + h) * W + w) * I + i]);
              }
      }),
      { numRuns: 50 },
    );
  });

  it('refuses items that do not fill the shape', () => {
    expect(() => ohwiToHwio([2, 3, 3, 4], new Uint16Array(71))).toThrow(RangeError);
    expect(() => ohwiToHwio([2, 3, 3], new Uint16Array(18))).toThrow(RangeError);
  });

  it('only renames the axes of a depthwise filter', () => {
    expect(depthwiseShape([1, 5, 3, 24])).toEqual([5, 3, 24, 1]);
    expect(() => depthwiseShape([2, 5, 3, 24])).toThrow(RangeError);
  });
});

describe.each([
  {
    name: 'detector',
    file: detectorFile,
    toModel: faceDetector,
    input: [1, 128, 128, 3],
    outputs: { scores: expect.stringMatching(/^op\d+:0$/), boxes: expect.stringMatching(/^op\d+:0$/) },
    operations: {
      AddV2: 16,
      ConcatV2: 2,
      Const: 91, // filter and bias of 37 convolutions, 11 paddings, 4 shapes, 2 axes
      FusedDepthwiseConv2dNative: 16,
      MaxPool: 3,
      Pad: 11,
      Placeholder: 1,
      Relu: 17,
      Reshape: 4,
      _FusedConv2D: 21,
    },
  },
  {
    name: 'mesh',
    file: meshFile,
    toModel: faceMesh,
    input: [1, 192, 192, 3],
    outputs: { output_mesh: expect.stringMatching(/^op\d+:0$/), output_faceflag: 'faceflag:0' },
    operations: {
      AddV2: 20,
      Const: 116, // filter and bias of 45 convolutions, 3 paddings, 23 slopes
      FusedDepthwiseConv2dNative: 20,
      MaxPool: 6,
      Pad: 3,
      Placeholder: 1,
      Prelu: 23,
      Sigmoid: 1,
      _FusedConv2D: 25,
    },
  },
])('the face $name', ({ file, toModel, input, outputs, operations }) => {
  const { json, binary } = toModel(file, 'weights.bin');
  const { paths, weights } = json.weightsManifest[0];

  it('keeps every operation of the file', () => {
    expect(operationCounts(json)).toEqual(operations);
  });

  it('has the shape and names that the runtime asks for', () => {
    const graph = readTflite(file);
    expect(graph.tensors[graph.inputs[0]!]!.shape).toEqual(input);
    const signature = json.signature as { inputs: object; outputs: Record<string, { name: string }> };
    expect(Object.keys(signature.inputs)).toEqual(['input']);
    const names = Object.entries(signature.outputs).map(([key, { name }]) => [key, name]);
    expect(Object.fromEntries(names)).toEqual(outputs);
    const nodes = json.modelTopology.node.map((node) => `${node.name}:0`);
    for (const [, name] of names) expect(nodes).toContain(name);
  });

  it('lists nodes in the order in which they run, each name once', () => {
    const seen = new Set<string>();
    for (const node of json.modelTopology.node) {
      for (const before of node.input ?? []) expect(seen).toContain(before);
      expect(seen).not.toContain(node.name);
      seen.add(node.name);
    }
  });

  it('describes exactly the bytes that it writes', () => {
    expect(paths).toEqual(['weights.bin']);
    expect(describedBytes(json)).toBe(binary.length);
    const constants = json.modelTopology.node.filter((node) => node.op === 'Const').map((node) => node.name);
    expect(weights.map((weight) => weight.name)).toEqual(constants);
  });

  it('loses no weight: the float16 items of file and model are the same multiset', () => {
    const items = (bytes: Buffer) =>
      Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16LE(2 * i));
    const inFile = readTflite(file).tensors.flatMap((tensor) =>
      tensor.data && tensor.type === 1 ? items(tensor.data) : [],
    );
    let offset = 0;
    const inModel = weights.flatMap(({ shape, quantization }) => {
      const start = offset;
      offset += size(shape) * (quantization ? 2 : 4);
      return quantization ? items(binary.subarray(start, offset)) : [];
    });
    const sorted = (values: number[]) => Buffer.from(Uint16Array.from(values).sort().buffer);
    expect(inModel.length).toBeGreaterThan(0);
    expect(sorted(inModel).equals(sorted(inFile))).toBe(true);
  });

  it('refuses a file that is cut off anywhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: file.length - 1 }), (length) => {
        expect(() => toModel(file.subarray(0, length), 'x')).toThrow(TfliteError);
      }),
      { numRuns: 60, examples: [[0], [7], [8], [file.length - 1]] },
    );
  });

  it('meets altered bytes with a clear error or a model that agrees with itself', () => {
    const offset = fc.integer({ min: 0, max: file.length - 1 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(offset, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 200 }),
        (changes) => {
          const altered = Buffer.from(file);
          for (const [at, value] of changes) altered[at] = value;
          let model: ReturnType<typeof toModel>;
          try {
            model = toModel(altered, 'x');
          } catch (error) {
            expect(error).toBeInstanceOf(TfliteError);
            return;
          }
          expect(describedBytes(model.json)).toBe(model.binary.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a convolution that refers to the wrong tensor', () => {
  const graph = readTflite(detectorFile);
  const first = (code: number) => graph.operations.find((operation) => operation.code === code)!.inputs;
  const words = (numbers: number[]) => Buffer.from(Int32Array.from(numbers).buffer);
  const [conv, depthwise] = [first(3), first(4)] as [[number, number, number], [number, number, number]];

  /** The detector's file with another tensor as the filter of one convolution. */
  function withFilter([input, filter, bias]: [number, number, number], other: number): Buffer {
    const altered = Buffer.from(detectorFile);
    const at = altered.indexOf(words([3, input, filter, bias]));
    expect(at).toBeGreaterThan(0);
    altered.writeInt32LE(other, at + 8);
    return altered;
  }

  it.each([
    ['its bias', withFilter(conv, conv[2]), 'a filter has the shape [24]'],
    ['its input', withFilter(conv, conv[0]), 'input is used before it is known'],
    ['a full filter where a depthwise one belongs', withFilter(depthwise, conv[1]), 'shape [24,5,5,3]'],
    ['a tensor that does not exist', withFilter(conv, 9999), 'entry 9999'],
  ])('%s is refused', (_, file, message) => {
    expect(() => faceDetector(file, 'x')).toThrow(TfliteError);
    expect(() => faceDetector(file, 'x')).toThrow(message);
  });
});

describe('readTflite', () => {
  it('refuses other files by their mark', () => {
    expect(() => readTflite(Buffer.alloc(64))).toThrow('not a TFLite file');
  });
});

describe('unpack', () => {
  const table = (...files: object[]) => `x();loadPackage({"files": ${JSON.stringify(files)}});`;

  it('gives the bytes between start and end', () => {
    const text = table({ filename: '/a/b.tflite', start: 2, end: 5 });
    expect(unpack(text, Buffer.from('abcdefg'), 'b.tflite').toString()).toBe('cde');
  });

  it.each([
    ['', 'no readable table'],
    ['loadPackage({"files": [}])', 'no readable table'],
    [table({ filename: '/a/other', start: 0, end: 1 }), 'does not list b.tflite'],
    [table({ filename: '/a/b.tflite', start: 2, end: 8 }), '2..8 of 7 bytes'],
    [table({ filename: '/a/b.tflite', start: 5, end: 2 }), '5..2 of 7 bytes'],
    [table({ filename: '/a/b.tflite', start: -1, end: 2 }), '-1..2 of 7 bytes'],
  ])('refuses %s', (text, message) => {
    expect(() => unpack(text, Buffer.from('abcdefg'), 'b.tflite')).toThrow(BuildInputError);
    expect(() => unpack(text, Buffer.from('abcdefg'), 'b.tflite')).toThrow(message);
  });
});
