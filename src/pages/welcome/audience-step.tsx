import type { RefObject } from 'preact';
import type { KnownSite } from '../../shared/sites/known';
import type { Audience } from './audiences';
import { WelcomeScene } from './scene';
import { WORDS } from './words';

const words = WORDS.audience;

export interface AudienceStepProps {
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly site: KnownSite;
  readonly audiences: readonly Audience[];
  /** The earlier choice; null for none. */
  readonly chosen: Audience | null;
  readonly emojiUrl: (codePoints: string) => string;
  readonly onChoose: (audience: Audience) => void;
}

/** Who sees the reactions, as pictures to choose from. */
export function AudienceStep({ heading, site, audiences, chosen, emojiUrl, onChoose }: AudienceStepProps) {
  return (
    <section class="question" aria-labelledby="question">
      <h1 id="question" ref={heading} tabIndex={-1}>
        {words.title}
      </h1>
      <p class="lead">{words.lead}</p>
      <ul class="audiences" data-count={audiences.length}>
        {audiences.map((audience) => (
          <li key={audience}>
            <button
              type="button"
              class="audience"
              data-testid={`audience-${audience}`}
              aria-pressed={audience === chosen}
              onClick={() => onChoose(audience)}
            >
              <WelcomeScene kind={audience} emojiUrl={emojiUrl} />
              <strong>{audience === 'site' ? words.site(site.name) : words.names[audience]}</strong>
              <span class="hint">{words.hints[audience]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
