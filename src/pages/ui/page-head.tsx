import { WORDS } from './page-head-words';

/** The head of every full page: the product's name and links to the other pages. */
export interface PageHeadProps {
  readonly current: 'dashboard' | 'try-it' | 'options' | null;
  readonly emojiUrl: (codePoints: string) => string;
}

export function PageHead({ current, emojiUrl }: PageHeadProps) {
  const words = WORDS;
  const links = [
    { id: 'dashboard', name: words.dashboard },
    { id: 'try-it', name: words.tryIt },
    { id: 'options', name: words.settings },
  ] as const;
  return (
    <header class="page-head">
      <div class="page-head-inner">
        <span class="brand">
          <img src={emojiUrl('1f604')} width={30} height={30} alt="" />
          EmojiGen
        </span>
        <nav aria-label={words.label}>
          {links.map(({ id, name }) => (
            <a key={id} href={`/${id}.html`} aria-current={id === current ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}
