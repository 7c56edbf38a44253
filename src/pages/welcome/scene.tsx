/** A small call as others see it, with the real portrait and emoji. Loops, unless motion is reduced. */
import { CharacterPreview } from '../ui/avatar/preview';
import type { Audience } from './audiences';

const PORTRAIT = '/samples/portrait.webp';

export interface SceneProps {
  readonly kind: Audience;
  readonly emojiUrl: (codePoints: string) => string;
  /** Description of the scene; none if the text beside it says the same. */
  readonly label?: string;
  readonly large?: boolean;
}

export function WelcomeScene({ kind, emojiUrl, label, large = false }: SceneProps) {
  const named =
    label === undefined
      ? ({ 'aria-hidden': 'true' } as const)
      : ({ role: 'img', 'aria-label': label } as const);
  return (
    <span class="scene" data-kind={kind} data-large={large} {...named}>
      <span class="scene-tile">
        <img class="scene-face" src={PORTRAIT} alt="" />
        {kind === 'mask' ? (
          <span class="scene-emoji">
            <CharacterPreview character="fox" colour="own" size={120} />
          </span>
        ) : (
          <img class="scene-emoji" src={emojiUrl('1f604')} alt="" />
        )}
      </span>
      <span class="scene-bar">
        <span />
        <span />
        <span class="hang-up" />
      </span>
    </span>
  );
}
