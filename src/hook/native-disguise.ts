/**
 * Replaces built-in functions so that page scripts find them as they were: same name, length, descriptor, printed
 * form, and no trace in the stacks of errors that come back. What still shows is listed in docs/hook.md.
 *
 * The functions run among page scripts that may have replaced any built-in since. So everything they use is kept
 * from before, nothing is iterated with `for of` or spread, and no object with an inherited property is handed out.
 */

type Callable = (...args: never[]) => unknown;
/** Stands in for one call. `native` is the built-in; call it with `call`. */
export type StandIn = (native: Callable, self: unknown, args: readonly unknown[]) => unknown;

/** What is replaced: the function of a method, or the one that reads an attribute. */
export type Part = 'value' | 'get';

export interface NativeLook {
  /**
   * Puts `standIn` in the place of a method or getter; leaves it where it is missing or frozen.
   * @param stays whether it must not be taken away now
   */
  replace(
    owner: object | undefined,
    name: string,
    standIn: StandIn,
    part?: Part,
    stays?: () => boolean,
  ): void;
  /** Takes all replacements away, or puts them back. What the page has put over them meanwhile stays. */
  enable(on: boolean): void;
  /** `Reflect.apply` from before page scripts. */
  call(target: Callable, self: unknown, args: readonly unknown[]): unknown;
  /** For functions replaced elsewhere: from now on `replaced` prints as `original` does. */
  remember(replaced: object, original: object): void;
  /** Takes our own lines out of an error's stack. */
  clean(error: unknown): void;
}

interface Replacement {
  readonly owner: object;
  readonly name: string;
  readonly part: Part;
  readonly stays: () => boolean;
  readonly native: PropertyDescriptor;
  readonly ours: PropertyDescriptor;
}

/** @throws never */
export function createNativeLook(window: Window & typeof globalThis): NativeLook {
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Error, Proxy, Reflect, WeakMap } = window;
  const { apply, getOwnPropertyDescriptor, defineProperty, set } = Reflect;
  const { get: mapGet, set: mapSet } = WeakMap.prototype;
  const { split, includes } = window.String.prototype;
  const { join } = window.Array.prototype;
  const call: NativeLook['call'] = (target, self, args) => apply(target, self, args as unknown[]);
  const natives = new WeakMap<object, unknown>();
  const replacements: Replacement[] = [];
  /** Address of this very script, as it stands in stacks; null where stacks look unlike Chromium's. */
  const here = /[\w-]+:\/\/[^\s:]+\.js/.exec(new Error().stack ?? '')?.[0] ?? null;

  function clean(error: unknown): void {
    if (here === null || typeof error !== 'object' || error === null) return;
    // An own accessor since V8 13, an own value before; page code could sit behind any other.
    if (getOwnPropertyDescriptor(error, 'stack') === undefined) return;
    const { stack } = error as { stack?: unknown };
    if (typeof stack !== 'string' || !call(includes, stack, [here])) return;
    const lines = call(split, stack, ['\n']) as string[];
    const kept: string[] = [];
    let count = 0;
    for (let n = 0; n < lines.length; n++) {
      if (call(includes, lines[n], [here])) continue;
      defineProperty(kept, count, plain(lines[n]));
      count += 1;
    }
    set(error, 'stack', call(join, kept, ['\n']));
  }

  const replace: NativeLook['replace'] = (owner, name, standIn, part = 'value', stays = () => false) => {
    const found = owner && getOwnPropertyDescriptor(owner, name);
    if (!found?.configurable || typeof found[part] !== 'function') return;
    const native: PropertyDescriptor = detached(found);
    const handler = {
      // A page that adds to Object.prototype must not add traps.
      __proto__: null,
      apply(target: Callable, self: unknown, args: unknown[]): unknown {
        try {
          return standIn(target, self, args);
        } catch (error) {
          clean(error);
          throw error;
        }
      },
    };
    const ours = detached(found);
    const replaced = new Proxy(native[part] as Callable, handler);
    ours[part] = replaced;
    natives.set(replaced, native[part]);
    replacements.push({ owner: owner!, name, part, stays, native, ours });
    defineProperty(owner!, name, ours);
  };

  function enable(on: boolean): void {
    for (let n = 0; n < replacements.length; n++) {
      const { owner, name, part, stays, native, ours } = replacements[n]!;
      if (!on && stays()) continue;
      const from = on ? native : ours;
      if (getOwnPropertyDescriptor(owner, name)?.[part] === from[part])
        defineProperty(owner, name, on ? ours : native);
    }
  }

  // A proxied function prints without its name: answer with what the built-in prints.
  replace(window.Function.prototype, 'toString', (native, self, args) =>
    call(native, (call(mapGet as Callable, natives, [self]) as unknown) ?? self, args),
  );
  function remember(replaced: object, original: object): void {
    call(mapSet as Callable, natives, [replaced, call(mapGet as Callable, natives, [original]) ?? original]);
  }

  return { replace, enable, call, clean, remember };
}

/** The same without a prototype: page additions to Object.prototype (`get`, `set`) would make it invalid. */
function detached(descriptor: PropertyDescriptor): PropertyDescriptor {
  return { __proto__: null, ...descriptor } as PropertyDescriptor;
}

/** A descriptor that page additions to Object.prototype cannot change. */
function plain(value: unknown): PropertyDescriptor {
  return {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor;
}
