import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isSiteChosen, type Settings } from '../../shared/settings/schema';
import { KNOWN_SITES } from '../../shared/sites/known';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { PageHead } from '../ui/page-head';
import { Switch } from '../ui/switch';
import type { WelcomeApi } from './welcome-api';
import { WORDS } from './words';

/** The first-run page: what it is, try it, choose where it runs. */
export function App({ api }: { readonly api: WelcomeApi }) {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function act(work: () => Promise<Settings>): void {
    setProblem(null);
    work().then(setSettings, (error: unknown) => {
      setProblem(error instanceof Error && error.message !== '' ? error.message : WORDS.failed);
    });
  }

  useEffect(() => {
    // The popup and the settings page may be open beside it.
    const stop = api.watch(setSettings);
    act(() => api.settings());
    return stop;
  }, [api]);

  return (
    <>
      <PageHead current={null} words={WORDS.nav} emojiUrl={api.emojiUrl} />
      <main class="page welcome">
        <div class="hero">
          <div class="hero-faces" aria-hidden="true">
            {['1f62e', '1f604', '1f610'].map((emoji) => (
              <EmojiImage key={emoji} codePoints={emoji} size={84} emojiUrl={api.emojiUrl} />
            ))}
          </div>
          <h1>{WORDS.title}</h1>
          <p>{WORDS.lead}</p>
        </div>
        {problem !== null && (
          <p class="problem" role="alert" data-testid="problem">
            {problem}
          </p>
        )}
        <ol class="steps">
          <Step number={1} title={WORDS.what.title}>
            <div class="two">
              <List title={WORDS.what.does} items={WORDS.what.doesList} kind="yes" />
              <List title={WORDS.what.doesNot} items={WORDS.what.doesNotList} kind="no" />
            </div>
          </Step>
          <Step number={2} title={WORDS.tryIt.title}>
            <p class="hint">{WORDS.tryIt.text}</p>
            <a class="button primary" href="/try-it.html" target="_blank" data-testid="try-it" rel="noopener">
              {WORDS.tryIt.action}
            </a>
          </Step>
          <Step number={3} title={WORDS.choose.title}>
            <p class="hint">{WORDS.choose.text}</p>
            {settings && <Choices settings={settings} api={api} act={act} />}
          </Step>
        </ol>
        <section class="card work" aria-labelledby="work-title" data-testid="work">
          <h2 id="work-title">{WORDS.work.title}</h2>
          {WORDS.work.text.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
        <p class="done">{WORDS.done}</p>
      </main>
    </>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Step({ number, title, children }: StepProps) {
  return (
    <li class="card step">
      <span class="step-number">
        <span class="visually-hidden">{WORDS.step(number)}</span>
        <span aria-hidden="true">{number}</span>
      </span>
      <div class="step-body">
        <h2>{title}</h2>
        {children}
      </div>
    </li>
  );
}

interface ListProps {
  readonly title: string;
  readonly items: readonly string[];
  readonly kind: 'yes' | 'no';
}

function List({ title, items, kind }: ListProps) {
  return (
    <div>
      <h3>{title}</h3>
      <ul class="points" data-kind={kind}>
        {items.map((item) => (
          <li key={item}>
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
              <path d={kind === 'yes' ? 'M3 8.5 6.5 12 13 4.5' : 'M4 4l8 8M12 4l-8 8'} />
            </svg>
            {item}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ChoicesProps {
  readonly settings: Settings;
  readonly api: WelcomeApi;
  readonly act: (work: () => Promise<Settings>) => void;
}

function Choices({ settings, api, act }: ChoicesProps) {
  const words = WORDS.choose;
  return (
    <div class="two choices">
      <div>
        <h3>{words.sites}</h3>
        {KNOWN_SITES.map(({ name, host }) => (
          <Switch
            key={name}
            label={name}
            on={isSiteChosen(settings, host)}
            onChange={(on) => act(() => api.setSite(host, on))}
            testId={`site-${host}`}
          />
        ))}
      </div>
      <div>
        <h3>{words.outputs}</h3>
        <Switch
          label={words.auto}
          hint={words.autoHint}
          on={settings.autoReactions}
          onChange={(on) => act(() => api.setAutoReactions(on))}
          testId="auto"
        />
        <Switch
          label={words.keep}
          hint={words.keepHint}
          on={settings.keepHistory}
          onChange={(on) => act(() => api.setKeepHistory(on))}
          testId="keep"
        />
      </div>
    </div>
  );
}
