import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { SettingsPatch } from '../settings/patch';
import type { Settings } from '../settings/schema';
import type { OptionsApi } from './options-api';
import { WORDS } from './words';

export interface Options {
  /** Null before the first answer. */
  readonly settings: Settings | null;
  /** Why the last thing did not work; null where all is well. */
  readonly problem: string | null;
  /** What the last thing did. */
  readonly notice: string | null;
  /** Does something; what it resolves with is said. */
  readonly act: (work: () => Promise<string | undefined>) => void;
  readonly change: (patch: SettingsPatch, notice?: string) => void;
}

/** The settings as they are now, also when another page changes them. */
export function useOptions(api: OptionsApi): Options {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [said, setSaid] = useState<Pick<Options, 'problem' | 'notice'>>({ problem: null, notice: null });
  const mounted = useRef(true);

  const act = useCallback((work: () => Promise<string | undefined>) => {
    setSaid({ problem: null, notice: null });
    work().then(
      (notice) => mounted.current && notice !== undefined && setSaid({ problem: null, notice }),
      (error: unknown) => mounted.current && setSaid({ problem: messageOf(error), notice: null }),
    );
  }, []);

  useEffect(() => {
    mounted.current = true;
    const stop = api.watch(setSettings);
    act(async () => void setSettings(await api.settings()));
    return () => {
      mounted.current = false;
      stop();
    };
  }, [api, act]);

  const change = useCallback(
    (patch: SettingsPatch, notice?: string) =>
      act(async () => {
        // At once: what is chosen next, before the answer, goes on from it.
        setSettings((now) => now && { ...now, ...patch });
        try {
          setSettings(await api.change(patch));
        } catch (error) {
          await api.settings().then(setSettings, () => {});
          throw error;
        }
        return notice;
      }),
    [api, act],
  );
  return { settings, ...said, act, change };
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : WORDS.failed;
}
