import type { RefObject } from 'preact';
import { type KnownSite, startOf } from '../../shared/sites/known';
import { WORDS } from './words';

const words = WORDS.ready;

export interface ReadyStepProps {
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly site: KnownSite;
  /** Call sites that are still switched off. */
  readonly others: readonly KnownSite[];
  readonly onOpen: (url: string) => void;
  readonly onAlso: (host: string) => void;
}

/** Everything is chosen: start a call, or try EmojiGen without one. */
export function ReadyStep({ heading, site, others, onOpen, onAlso }: ReadyStepProps) {
  return (
    <section class="question" aria-labelledby="question">
      <h1 id="question" ref={heading} tabIndex={-1}>
        {words.title}
      </h1>
      <p class="lead">{words.lead(site.name)}</p>
      <p class="actions">
        <button
          type="button"
          class="button primary big"
          data-testid="open-call"
          onClick={() => onOpen(startOf(site))}
        >
          {words.open(site.name)}
        </button>
        <a class="button big" href="/try-it.html" target="_blank" data-testid="try-it" rel="noopener">
          {words.tryIt}
        </a>
      </p>
      <div class="card pin">
        <svg class="pin-arrow" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
          <path d="M8 42C10 22 22 12 40 10M28 4l12 6-8 11" />
        </svg>
        <div>
          <h2>{words.pin}</h2>
          <ol>
            {words.pinSteps.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ol>
        </div>
      </div>
      {others.length > 0 && (
        <details class="card also">
          <summary>{words.also}</summary>
          <ul class="site-choices">
            {others.map(({ name, host }) => (
              <li key={host}>
                <button
                  type="button"
                  class="button"
                  data-testid={`also-${host}`}
                  onClick={() => onAlso(host)}
                >
                  {words.add(name)}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
