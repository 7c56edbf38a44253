/** The engine's functions in WebAssembly, compiled once each. */
import { ASSEMBLED } from './assembled';

export const PAGE = 65_536;

const modules = new Map<keyof typeof ASSEMBLED, WebAssembly.Module | null>();

/**
 * Functions that were assembled beforehand: writing them here would take a sixth of the time to the first answer.
 * @param otherwise assembles others for browsers that lack an instruction of these
 * @returns null where WebAssembly has no SIMD
 */
export function compiled(
  name: keyof typeof ASSEMBLED,
  otherwise?: () => Uint8Array<ArrayBuffer>,
): WebAssembly.Module | null {
  const known = modules.get(name);
  if (known !== undefined) return known;
  const made = compile(bytesOf(ASSEMBLED[name])) ?? (otherwise ? compile(otherwise()) : null);
  modules.set(name, made);
  return made;
}

function compile(program: Uint8Array<ArrayBuffer>): WebAssembly.Module | null {
  const isKnown = typeof WebAssembly !== 'undefined' && WebAssembly.validate(program);
  return isKnown ? new WebAssembly.Module(program) : null;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** @param size bytes of memory that it needs */
export function instanceOf(
  module: WebAssembly.Module,
  size: number,
): { readonly memory: WebAssembly.Memory; readonly exports: WebAssembly.Exports } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(size / PAGE) });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { memory, exports };
}
