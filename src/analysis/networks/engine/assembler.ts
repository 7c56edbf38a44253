/** A small assembler for WebAssembly with SIMD: functions over 32-bit integers and vectors of four floats, as bytes. Pure. */

/** Instructions, encoded: bytes in any nesting, so that nothing is copied until the end. */
export type Code = number | readonly Code[];
type ValueType = 'i32' | 'v128';
const TYPE_BYTES: Readonly<Record<ValueType, number>> = { i32: 0x7f, v128: 0x7b };

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  do {
    const low = left & 0x7f;
    left >>>= 7;
    bytes.push(left === 0 ? low : low | 0x80);
  } while (left !== 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (;;) {
    const low = left & 0x7f;
    left >>= 7;
    const ends = (left === 0 && !(low & 0x40)) || (left === -1 && (low & 0x40) !== 0);
    bytes.push(ends ? low : low | 0x80);
    if (ends) return bytes;
  }
}

const simd = (operation: number): Code => [0xfd, unsigned(operation)];
const binary =
  (operation: Code) =>
  (a: Code, b: Code): Code => [a, b, operation];

export const constant = (value: number): Code => [0x41, signed(value)];
export const plus = binary([0x6a]);
export const minus = binary([0x6b]);
export const times = binary([0x6c]);
export const and = binary([0x71]);
export const lessThan = binary([0x49]);
/** The 32-bit integer at an address. */
export const loadInt = (address: Code, offset = 0): Code => [address, 0x28, 2, unsigned(offset)];

/** A byte, and two bytes (the first one lowest), as a number. */
export const loadByte = (address: Code, offset = 0): Code => [address, 0x2d, 0, unsigned(offset)];
export const loadBytes = (address: Code, offset = 0): Code => [address, 0x2f, 0, unsigned(offset)];

/** Four floats at an address, which needs to be no multiple of anything but four. */
export const load = (address: Code, offset = 0): Code => [address, simd(0), 2, unsigned(offset)];
/** One float, four times. */
export const loadOne = (address: Code, offset = 0): Code => [address, simd(9), 2, unsigned(offset)];
export const store = (address: Code, value: Code, offset = 0): Code => [
  ...[address, value, simd(11)],
  ...[2, unsigned(offset)],
];
export const zeros: Code = [simd(12), new Array<number>(16).fill(0)];
/** @param value the same in all four places */
export const floats = (value: number): Code => fourFloats([value, value, value, value]);
export const add = binary(simd(0xe4));
export const multiply = binary(simd(0xe6));
/** The second where it is smaller (larger), else the first: a number that is none stays none. */
export const smaller = binary(simd(0xea));
export const larger = binary(simd(0xeb));
/** a x b + c, rounded once where the processor can do that (relaxed SIMD). */
export const fusedMultiplyAdd = (a: Code, b: Code, c: Code): Code => [a, b, c, simd(0x105)];

/** Whole numbers in vectors. */
export const wholes = {
  of: (value: Code): Code => [value, simd(0x11)],
  add: binary(simd(0xae)),
  multiply: binary(simd(0xb5)),
  and: binary(simd(0x4e)),
  /** @param by bits */
  shiftRight: (a: Code, by: number): Code => [a, constant(by), simd(0xad)],
  at: (a: Code, lane: number): Code => [a, simd(0x1b), lane],
  with: (a: Code, lane: number, value: Code): Code => [a, value, simd(0x1c), lane],
  /** Of floats, without what is behind the point. */
  from: (a: Code): Code => [a, simd(0xf8)],
  toFloats: (a: Code): Code => [a, simd(0xfa)],
};
export const subtract = binary(simd(0xe5));
/** One of four floats to an address. */
export const storeOne = (address: Code, value: Code, lane: number, offset = 0): Code => [
  ...[address, value, simd(0x5a)],
  ...[2, unsigned(offset), lane],
];
export const fourFloats = (values: readonly [number, number, number, number]): Code => [
  simd(12),
  [...new Uint8Array(Float32Array.of(...values).buffer)],
];

export const repeatWhile = (body: Code, condition: Code): Code => [
  ...[0x03, 0x40, body, condition],
  ...[0x0d, 0, 0x0b],
];
export const when = (condition: Code, body: Code): Code => [condition, 0x04, 0x40, body, 0x0b];
/** Checks before each round, unlike `repeatWhile`. */
export const whileLoop = (condition: Code, body: Code): Code => when(condition, repeatWhile(body, condition));

/** A parameter or local variable. */
export interface Variable {
  readonly get: Code;
  set(value: Code): Code;
}

type Named<Names extends readonly string[]> = Readonly<Record<Names[number], Variable>>;

export interface Builder {
  /** Integers that the caller gives, in turn. */
  parameters<const Names extends readonly string[]>(...names: Names): Named<Names>;
  integers<const Names extends readonly string[]>(...names: Names): Named<Names>;
  vectors<const Names extends readonly string[]>(...names: Names): Named<Names>;
  vector(): Variable;
  integer(): Variable;
}

interface Assembled {
  readonly parameters: number;
  readonly locals: readonly ValueType[];
  readonly body: Uint8Array;
}

/** @param write answers with the body; takes its parameters before any variable */
export function assemble(write: (builder: Builder) => Code): Assembled {
  let parameters = 0;
  const locals: ValueType[] = [];
  const variable = (index: number): Variable => ({
    get: [0x20, unsigned(index)],
    set: (value) => [value, 0x21, unsigned(index)],
  });
  const local = (type: ValueType): Variable => variable(parameters + locals.push(type) - 1);
  const named =
    (make: () => Variable) =>
    <const Names extends readonly string[]>(...names: Names) =>
      Object.fromEntries(names.map((name) => [name, make()])) as Named<Names>;
  const code = write({
    parameters: named(() => variable(parameters++)),
    integers: named(() => local('i32')),
    vectors: named(() => local('v128')),
    integer: () => local('i32'),
    vector: () => local('v128'),
  });
  return { parameters, locals, body: bytesOf(code) };
}

function bytesOf(code: Code): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const add = (part: Code): void => {
    if (typeof part === 'number') bytes.push(part);
    else for (let i = 0; i < part.length; i++) add(part[i]!);
  };
  add(code);
  return Uint8Array.from(bytes);
}

/** A module that imports `env.memory` and exports these functions, none of which returns anything. */
export function moduleOf(functions: Readonly<Record<string, Assembled>>): Uint8Array<ArrayBuffer> {
  const all = Object.entries(functions);
  const counted = (items: readonly Code[]): Code => [unsigned(items.length), items];
  const sized = (code: Code): Code => {
    const bytes = [...bytesOf(code)];
    return [unsigned(bytes.length), bytes];
  };
  const text = (value: string): Code => sized([...new TextEncoder().encode(value)]);
  const section = (id: number, items: readonly Code[]): Code => [id, sized(counted(items))];
  const types = all.map(([, { parameters }]) => [
    0x60,
    counted(new Array<Code>(parameters).fill(TYPE_BYTES.i32)),
    0,
  ]);
  const codes = all.map(([, { locals, body }]) =>
    sized([counted(locals.map((type) => [1, TYPE_BYTES[type]])), [...body], 0x0b]),
  );
  const indices = all.map((_, i) => unsigned(i));
  const names = all.map(([name], i) => [text(name), 0, unsigned(i)]);
  return bytesOf([
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, types),
    section(2, [[text('env'), text('memory'), 2, 0, 1]]),
    section(3, indices),
    section(7, names),
    section(10, codes),
  ]);
}
