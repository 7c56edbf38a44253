import type { EmojiSettings } from '../../shared/emoji/emoji-settings';
import { pictureUrl } from '../../shared/emoji/picture-url';
import { PageHead } from '../ui/page-head';
import { ReactionRules } from '../ui/reaction-rules/card';
import type { EmojiApi } from './emoji-api';
import { ImagesCard } from './images-card';
import { SlotsCard } from './slots-card';
import { StyleCard } from './style-card';
import { useEmoji } from './use-emoji';
import { WORDS } from './words';

/** The emoji page. */
export function EmojiPage({ api }: { readonly api: EmojiApi }) {
  const { settings, images, problem, act } = useEmoji(api);
  const choice = settings?.emoji;
  const emojiUrl = (key: string): string => pictureUrl(key, choice?.set ?? 'fluent', images ?? []);
  const change = (part: Partial<EmojiSettings>): void => {
    if (!choice) return;
    const emoji = { ...choice, ...part };
    act(() => api.setEmoji(emoji), { emoji });
  };
  return (
    <>
      <PageHead current={null} emojiUrl={emojiUrl} />
      <main class="page emoji-page">
        <h1>{WORDS.title}</h1>
        {problem !== null && (
          <p class="problem" role="alert" data-testid="problem">
            {problem}
          </p>
        )}
        {settings && choice && images && (
          <>
            <SlotsCard
              choice={choice}
              images={images}
              emojiUrl={emojiUrl}
              onChange={(custom) => change({ custom })}
            />
            <ReactionRules
              choice={settings.reactions}
              onChange={(reactions) => act(() => api.setReactions(reactions), { reactions })}
            />
            <StyleCard choice={choice} emojiUrl={emojiUrl} onChange={change} />
            <ImagesCard
              images={images}
              onAdd={(file) => act(() => api.addImage(file))}
              onRemove={(id) => act(() => api.removeImage(id))}
            />
          </>
        )}
        <footer class="hint">{WORDS.note}</footer>
      </main>
    </>
  );
}
