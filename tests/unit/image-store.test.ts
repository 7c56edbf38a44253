import { describe, expect, it, vi } from 'vitest';
import { createImageStore, type ImageArea } from '../../src/shared/edges/image-store';
import { MOST_IMAGES } from '../../src/shared/emoji/emoji-settings';

const IMAGE = { name: 'cat.gif', dataUrl: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=' };

function memoryArea(stored?: unknown): ImageArea & { stored: unknown } {
  const listeners = new Set<(value: unknown) => void>();
  const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
  return {
    stored,
    async get() {
      await pause();
      return structuredClone(this.stored);
    },
    async set(value) {
      await pause();
      this.stored = structuredClone(value);
      for (const listener of listeners) listener(this.stored);
    },
    watch(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

describe('the store of own images', () => {
  it('is empty at first, and whatever is found in it', async () => {
    expect(await createImageStore(memoryArea()).list()).toEqual([]);
    expect(await createImageStore(memoryArea('garbage')).list()).toEqual([]);
  });

  it('loses none of many at once, and refuses those that are too many', async () => {
    const store = createImageStore(memoryArea());
    const results = await Promise.allSettled(Array.from({ length: MOST_IMAGES + 2 }, () => store.add(IMAGE)));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(2);
    expect(new Set((await store.list()).map(({ id }) => id)).size).toBe(MOST_IMAGES);
    expect(await store.remove('own-2')).toHaveLength(MOST_IMAGES - 1);
    expect((await store.add(IMAGE)).at(-1)?.id).toBe('own-2');
  });

  it('tells of changes until told to stop', async () => {
    const store = createImageStore(memoryArea());
    const heard = vi.fn();
    const stop = store.watch(heard);
    const images = await store.add(IMAGE);
    expect(heard.mock.calls).toEqual([[images]]);
    stop();
    await store.remove('own-1');
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
