/** A window as far as it shows and hides its page. */
export interface StubPage extends EventTarget {
  /** The page goes into the back/forward cache. */
  hide(): void;
  /** The page is shown; `persisted`: out of that cache. `forged`: a script of the page says so. */
  show(persisted: boolean, forged?: boolean): void;
  /** How many listen. */
  readonly listeners: number;
}

/** Its events are the browser's own, which none that a test can dispatch would be. */
export function makePage(): StubPage {
  const heard = new Set<{ name: string; listener: (event: Event) => void }>();
  const tell = (name: string, event: object): void => {
    for (const each of [...heard]) if (each.name === name) each.listener(event as Event);
  };
  return {
    hide: () => tell('pagehide', { isTrusted: true, persisted: true }),
    show: (persisted: boolean, forged = false) => tell('pageshow', { isTrusted: !forged, persisted }),
    get listeners() {
      return heard.size;
    },
    addEventListener(name: string, listener: (event: Event) => void, options?: { signal?: AbortSignal }) {
      const entry = { name, listener };
      heard.add(entry);
      options?.signal?.addEventListener('abort', () => heard.delete(entry));
    },
  } as unknown as StubPage;
}
