import type { Reaction } from '../../shared/types';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { reactionName } from '../../shared/ui/expressions';
import { WORDS } from './words';

export interface QuestionProps {
  readonly asked: Reaction;
  /** For code points or the id of an own image. */
  readonly emojiUrl: (key: string) => string;
  readonly onAnswer: (yes: boolean) => void;
}

/** The open question whether to send a reaction: the card in the call may be hidden. */
export function Question({ asked, emojiUrl, onAnswer }: QuestionProps) {
  const words = WORDS.question;
  return (
    <section class="card question" aria-labelledby="question-title" data-testid="question">
      <EmojiImage codePoints={asked.emoji} image={asked.image} size={30} emojiUrl={emojiUrl} />
      <h2 id="question-title" role="alert">
        {words.ask(reactionName(asked))}
      </h2>
      <div class="answers">
        <button type="button" class="button" data-testid="answer-no" onClick={() => onAnswer(false)}>
          {words.no}
        </button>
        <button type="button" class="button primary" data-testid="answer-yes" onClick={() => onAnswer(true)}>
          {words.yes}
        </button>
      </div>
    </section>
  );
}
