import { useEffect, useRef, useState } from 'preact/hooks';
import { isSiteChosen, type Settings } from '../../shared/settings/schema';
import { KNOWN_SITES, type KnownSite } from '../../shared/sites/known';
import { PageHead } from '../ui/page-head';
import { AudienceStep } from './audience-step';
import { type Audience, audienceOf, audiencesFor, outputsOf } from './audiences';
import { Principles } from './principles';
import { ReadyStep } from './ready-step';
import { SiteStep } from './site-step';
import type { WelcomeApi } from './welcome-api';
import { WORDS } from './words';

type StepName = 'site' | 'audience' | 'ready';
const STEPS: readonly StepName[] = ['site', 'audience', 'ready'];

/** The first-run page: one decision at a time. Each answer is saved at once; closing the page loses nothing. */
export function App({ api }: { readonly api: WelcomeApi }) {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [step, setStep] = useState<StepName>('site');
  const [site, setSite] = useState<KnownSite>(KNOWN_SITES[0]!);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);

  function act(work: () => Promise<Settings>, then?: StepName): void {
    setProblem(null);
    work().then(
      (changed) => {
        setSettings(changed);
        if (then) goTo(then);
      },
      (error: unknown) => {
        setProblem(error instanceof Error && error.message !== '' ? error.message : WORDS.failed);
      },
    );
  }

  function goTo(next: StepName): void {
    moved.current = true;
    setStep(next);
  }

  useEffect(() => {
    // The popup and the settings page may be open as well.
    const stop = api.watch(setSettings);
    act(() => api.settings());
    return stop;
  }, [api]);

  useEffect(() => {
    // The pressed button is gone: the focus moves to the new question, for keyboards and screen readers.
    if (moved.current) heading.current?.focus();
  }, [step]);

  function choose(audience: Audience): void {
    act(async () => {
      await api.setOutputs(outputsOf(audience));
      return api.setAutoReactions(true);
    }, 'ready');
  }

  const at = STEPS.indexOf(step);
  const shared = { heading, site, settings };
  return (
    <>
      <PageHead current={null} emojiUrl={api.emojiUrl} />
      <main class="page welcome" data-testid="welcome" data-step={step}>
        <div class="progress">
          {at > 0 && (
            <button
              type="button"
              class="button quiet"
              data-testid="back"
              onClick={() => goTo(STEPS[at - 1]!)}
            >
              {WORDS.back}
            </button>
          )}
          <span class="progress-text">{WORDS.step(at + 1, STEPS.length)}</span>
          <span class="dots" aria-hidden="true">
            {STEPS.map((name, i) => (
              <span key={name} data-done={i <= at} />
            ))}
          </span>
        </div>
        {problem !== null && (
          <p class="problem" role="alert" data-testid="problem">
            {problem}
          </p>
        )}
        {step === 'site' && (
          <SiteStep
            {...shared}
            emojiUrl={api.emojiUrl}
            onChoose={(chosen) => {
              setSite(chosen);
              act(() => api.setSite(chosen.host, true), 'audience');
            }}
          />
        )}
        {step === 'audience' && (
          <AudienceStep
            {...shared}
            audiences={audiencesFor(site)}
            chosen={settings?.autoReactions ? audienceOf(settings.outputs) : null}
            emojiUrl={api.emojiUrl}
            onChoose={choose}
          />
        )}
        {step === 'ready' && (
          <ReadyStep
            {...shared}
            others={settings ? KNOWN_SITES.filter(({ host }) => !isSiteChosen(settings, host)) : []}
            onOpen={(url) => void api.open(url)}
            onAlso={(host) => act(() => api.setSite(host, true))}
          />
        )}
        <Principles settings={settings} onKeep={(keep) => act(() => api.setKeepHistory(keep))} />
      </main>
    </>
  );
}
