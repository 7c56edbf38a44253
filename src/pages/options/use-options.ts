import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { SettingsPatch } from '../../shared/settings/patch';
import { createPending } from '../../shared/settings/pending';
import type { Settings } from '../../shared/settings/schema';
import type { OptionsApi } from './options-api';
import { WORDS } from './words';

export interface Options {
  /** Null before the first answer. */
  readonly settings: Settings | null;
  /** Why the last action failed; null if it did not. */
  readonly problem: string | null;
  /** What the last action did. */
  readonly notice: string | null;
  /** Runs an action and shows the notice that it resolves with. */
  readonly act: (work: () => Promise<string | undefined>) => void;
  readonly change: (patch: SettingsPatch, notice?: string) => void;
}

/** The current settings, updated on changes by other pages. */
export function useOptions(api: OptionsApi): Options {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [said, setSaid] = useState<Pick<Options, 'problem' | 'notice'>>({ problem: null, notice: null });
  const mounted = useRef(true);
  const [pending] = useState(() => createPending<Settings>());
  const show = useCallback((stored: Settings) => setSettings(pending.over(stored)), [pending]);

  const act = useCallback((work: () => Promise<string | undefined>) => {
    setSaid({ problem: null, notice: null });
    work().then(
      (notice) => mounted.current && notice !== undefined && setSaid({ problem: null, notice }),
      (error: unknown) => mounted.current && setSaid({ problem: messageOf(error), notice: null }),
    );
  }, []);

  useEffect(() => {
    mounted.current = true;
    const stop = api.watch(show);
    act(async () => void show(await api.settings()));
    return () => {
      mounted.current = false;
      stop();
    };
  }, [api, act, show]);

  const change = useCallback(
    (patch: SettingsPatch, notice?: string) =>
      act(async () => {
        // Shown at once: a choice made before the answer builds on it.
        const done = pending.add(patch);
        setSettings((now) => now && pending.over(now));
        try {
          const stored = await api.change(patch);
          done();
          show(stored);
        } catch (error) {
          done();
          await api.settings().then(show, () => {});
          throw error;
        }
        return notice;
      }),
    [api, act, pending, show],
  );
  return { settings, ...said, act, change };
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : WORDS.failed;
}
