import type { RefObject } from 'preact';
import { isSiteChosen, type Settings } from '../../shared/settings/schema';
import { KNOWN_SITES, type KnownSite } from '../../shared/sites/known';
import { WelcomeScene } from './scene';
import { WORDS } from './words';

const words = WORDS.site;

export interface SiteStepProps {
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly settings: Settings | null;
  readonly emojiUrl: (codePoints: string) => string;
  readonly onChoose: (site: KnownSite) => void;
}

/** What EmojiGen is, and on which sites it should run. */
export function SiteStep({ heading, settings, emojiUrl, onChoose }: SiteStepProps) {
  const [first, ...others] = KNOWN_SITES as readonly [KnownSite, ...KnownSite[]];
  return (
    <section class="question hero" aria-labelledby="question">
      <WelcomeScene kind="video" emojiUrl={emojiUrl} label={words.picture} large />
      <div class="hero-text">
        <h1 id="question" ref={heading} tabIndex={-1}>
          {words.title}
        </h1>
        <p class="lead">{words.lead}</p>
        <button
          type="button"
          class="button primary big"
          data-testid={`use-${first.host}`}
          disabled={settings === null}
          onClick={() => onChoose(first)}
        >
          {words.use(first.name)}
        </button>
        <h2 class="small-title">{words.others}</h2>
        <ul class="site-choices">
          {others.map((site) => (
            <li key={site.host}>
              <button
                type="button"
                class="button"
                data-testid={`use-${site.host}`}
                disabled={settings === null}
                onClick={() => onChoose(site)}
              >
                {site.name}
                {settings && isSiteChosen(settings, site.host) && (
                  <span class="visually-hidden"> ({words.on})</span>
                )}
              </button>
            </li>
          ))}
        </ul>
        <p class="hint">{words.elsewhere}</p>
      </div>
    </section>
  );
}
