/**
 * The pictures that the card may show, all of them fetched when it appears. A page sees in its resource timing what is
 * fetched, and when: nothing may be fetched for an expression. For the same reason they are drawn and not shown as
 * images, which a browser may report once they are painted.
 */

export interface Pictures {
  /** Fetches what is not there yet. Keys as for `OverlayOptions.emojiUrl`. */
  load(keys: readonly string[]): void;
  /** The first of these that can be drawn or may come; null where only text is left. */
  find(keys: readonly string[]): HTMLImageElement | null;
  dispose(): void;
}

/** @param onChange a picture has come, or is known not to come */
export function createPictures(
  document: Document,
  urlOf: (key: string) => string,
  onChange: () => void,
): Pictures {
  const images = new Map<string, HTMLImageElement>();
  const missing = new Set<string>();
  const lifetime = new AbortController();
  const { signal } = lifetime;

  function fetchImage(url: string): void {
    const image = document.createElement('img');
    image.addEventListener('load', onChange, { signal, once: true });
    const fail = (): void => {
      missing.add(url);
      onChange();
    };
    image.addEventListener('error', fail, { signal, once: true });
    image.src = url;
    images.set(url, image);
  }

  return {
    load(keys) {
      for (const url of keys.map(urlOf)) if (url !== '' && !images.has(url)) fetchImage(url);
    },
    find(keys) {
      const url = keys.map(urlOf).find((each) => each !== '' && !missing.has(each));
      return (url !== undefined && images.get(url)) || null;
    },
    dispose() {
      lifetime.abort();
      images.clear();
    },
  };
}
