/**
 * Runs in the page's MAIN world: frames that the page's scripts can reach.
 *
 * A frame begins as a blank document, and the browser keeps that document's window for the first page of the same origin.
 * So the page may have been there first: it may listen on the frame's window and may have replaced any built-in. The hook
 * of the page itself ran before the page, so it hooks such frames with its own built-ins: when the frame's content script
 * asks for it (through the page's content script), or when the page accesses the frame's window. Nothing is sent on the
 * frame's window.
 */
import { ADOPT, ADOPTED, POPUP } from './channel/announce';
import type { NativeDisguise, Realm, Replacements } from './native-disguise';

type Callable = (...args: never[]) => unknown;

/**
 * Whether the window has its own hook: false if scripts of another window may have been first. Reads only what no page can
 * replace: `top`, `location`, and the location's own properties.
 */
export function startsItself(window: Realm): boolean {
  const { top, location } = window;
  // A blank window is a part of the page that opened it.
  if (top === window) return location.protocol !== 'about:';
  // A document without its own URL: blank, srcdoc.
  if (location.origin === 'null') return false;
  const { ancestorOrigins } = location;
  if (ancestorOrigins) return ancestorOrigins[0] !== location.origin;
  // Firefox.
  try {
    return window.parent.location.origin !== location.origin;
  } catch {
    return true;
  }
}

/**
 * @param install hooks a frame and returns its channel; called once for each window
 * @returns for one realm: hooks the frames that are reached from it or named on `channel`
 */
export function createFrameHook(
  window: Realm,
  { call }: Pick<NativeDisguise, 'call'>,
  install: (frame: Realm) => EventTarget,
): (replacements: Replacements, channel: EventTarget, realm: Realm) => void {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { EventTarget, MouseEvent, UIEvent, Document, Reflect, URL, WeakMap } = window;
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const { get, set } = WeakMap.prototype;
  const { getOwnPropertyDescriptor } = Reflect;
  const getter = (owner: object | undefined, name: string): Callable | undefined =>
    owner && (getOwnPropertyDescriptor(owner, name)?.get as Callable | undefined);
  const relatedTarget = getter(MouseEvent?.prototype, 'relatedTarget');
  const windowOf = getter(Document?.prototype, 'defaultView');
  const hrefOf = getter(URL?.prototype, 'href');
  const protocolOf = getter(URL?.prototype, 'protocol');
  /** Keyed by location: a window's proxy stays when another page is loaded into the frame, its location does not. */
  const channels = new WeakMap<object, EventTarget>();

  /**
   * Whether `window.open` opens a window without an address, whose scripts are the page's; the frame of a name counts, too.
   * Reads no property of the page's objects.
   */
  function isNoAddress(address: unknown): boolean {
    if (address === undefined || address === '') return true;
    try {
      const text = typeof address === 'string' ? address : call(hrefOf!, address, []);
      const protocol = call(protocolOf!, new URL(text as string), []);
      return protocol === 'about:' || protocol === 'javascript:';
    } catch {
      // A relative address.
      return false;
    }
  }

  /** @returns null if the frame cannot be reached */
  function channelOf(frame: unknown): EventTarget | null {
    try {
      const realm = frame as Realm;
      // Throws for another origin. A page can replace neither.
      if (!realm.document) return null;
      const { location } = realm;
      const before = call(get as Callable, channels, [location]) as EventTarget | undefined;
      if (before) return before;
      const channel = install(realm);
      call(set as Callable, channels, [location, channel]);
      return channel;
    } catch {
      return null;
    }
  }

  return ({ replace, prototypeOf }, channel, realm) => {
    const elements = ['HTMLIFrameElement', 'HTMLFrameElement', 'HTMLObjectElement'];
    for (let n = 0; n < elements.length; n++) {
      const owner = prototypeOf(elements[n]!);
      replace(
        owner,
        'contentWindow',
        (native, self, args) => {
          const frame = call(native, self, args);
          if (frame !== null) channelOf(frame);
          return frame;
        },
        { part: 'get' },
      );
      replace(
        owner,
        'contentDocument',
        (native, self, args) => {
          const document = call(native, self, args);
          if (document !== null && windowOf) channelOf(call(windowOf, document, []));
          return document;
        },
        { part: 'get' },
      );
    }
    // In the page's own realm only: in another one's, the browser would take addresses as relative to this page.
    if (realm === window && MouseEvent) {
      replace(realm, 'open', (native, self, args) => {
        const address = args[0];
        const popup = call(native, self, args);
        if (popup !== null && isNoAddress(address) && channelOf(popup) !== null) tellPopup(popup);
        return popup;
      });
    }
    function tellPopup(popup: unknown): void {
      try {
        const init = { __proto__: null, relatedTarget: popup } as unknown as MouseEventInit;
        call(dispatchEvent, channel, [new MouseEvent(POPUP, init)]);
      } catch {
        // Our own errors must never reach the page.
      }
    }
    if (!relatedTarget || !UIEvent) return;
    const onAdopt = (event: Event): void => {
      const own = channelOf(call(relatedTarget, event, []));
      const init = { __proto__: null, relatedTarget: own } as unknown as MouseEventInit;
      if (own !== null) call(dispatchEvent, channel, [new MouseEvent(ADOPTED, init)]);
    };
    call(addEventListener, channel, [ADOPT, onAdopt]);
  };
}
