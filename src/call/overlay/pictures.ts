/**
 * The pictures of the card. All are fetched when the card appears: resource timing shows a page what is fetched and when,
 * so nothing may be fetched for an expression. For the same reason they are drawn on canvases: browsers may report painted
 * images to the page.
 */

export interface Pictures {
  /** Fetches missing pictures. Keys as for `OverlayOptions.emojiUrl`. */
  load(keys: readonly string[]): void;
  /** The first of these that has loaded or may still load; null if only text is left. */
  find(keys: readonly string[]): HTMLImageElement | null;
  dispose(): void;
}

/** @param onChange called when a picture has loaded or failed */
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
