/** Chooses the figure that others see, its colour and its size. */
import { useId } from 'preact/hooks';
import { characterOf, tintOf } from '../../../shared/avatar';
import {
  type AvatarChoice,
  CORNERS,
  MASK_FIGURES,
  type MaskFigure,
  SIZES,
} from '../../../shared/avatar/choice';
import { COLOURS } from '../../../shared/avatar/palette';
import { Segmented, type SegmentedProps } from '../segmented';
import { CharacterPreview } from './preview';
import { WORDS } from './words';

export interface AvatarPickerProps {
  readonly avatar: AvatarChoice;
  /** Whether the figure covers the face: only then the still emoji is a choice. */
  readonly masks: boolean;
  readonly emojiUrl: (codePoints: string) => string;
  readonly onChange: (avatar: AvatarChoice) => void;
}

export function AvatarPicker({ avatar, masks, emojiUrl, onChange }: AvatarPickerProps) {
  const name = useId();
  const { figure, colour, size, corner } = avatar;
  const shown = !masks && figure === 'still' ? 'ball' : figure;
  const figures = masks ? MASK_FIGURES : MASK_FIGURES.filter((each) => each !== 'still');
  return (
    <div class="avatar-picker" data-testid="avatar-picker">
      <fieldset class="figures" data-testid="avatar-figures">
        <legend class="visually-hidden">{WORDS.figure}</legend>
        {figures.map((each) => (
          <label key={each} class="figure">
            <input
              type="radio"
              name={name}
              value={each}
              checked={each === shown}
              onChange={() => onChange({ ...avatar, figure: each })}
            />
            <span>
              <Thumbnail figure={each} avatar={avatar} emojiUrl={emojiUrl} />
              <span class="figure-name">{WORDS.figures[each]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {shown !== 'still' && (
        <>
          <fieldset class="tints" data-testid="avatar-colours">
            <legend class="visually-hidden">{WORDS.colour}</legend>
            {COLOURS.map((each) => {
              const tint = tintOf(characterOf(shown), each);
              return (
                <label key={each} class="tint-choice" title={WORDS.colours[each]}>
                  <input
                    type="radio"
                    name={`${name}-colour`}
                    value={each}
                    checked={each === colour}
                    onChange={() => onChange({ ...avatar, colour: each })}
                  />
                  <span
                    class="tint-dot"
                    style={{
                      background: `linear-gradient(140deg, ${tint.light}, ${tint.base} 45%, ${tint.deep})`,
                    }}
                  >
                    <span class="visually-hidden">{WORDS.colours[each]}</span>
                  </span>
                </label>
              );
            })}
          </fieldset>
          <LabelledChoice
            label={WORDS.size}
            choices={SIZES.map((value) => ({ value, name: WORDS.sizes[value] }))}
            value={size}
            onChange={(next) => onChange({ ...avatar, size: next })}
            testId="avatar-size"
          />
          {!masks && (
            <LabelledChoice
              label={WORDS.corner}
              choices={CORNERS.map((value) => ({ value, name: WORDS.corners[value] }))}
              value={corner}
              onChange={(next) => onChange({ ...avatar, corner: next })}
              testId="avatar-corner"
            />
          )}
        </>
      )}
    </div>
  );
}

/** A choice with its label beside it. */
function LabelledChoice<T extends string>(props: SegmentedProps<T>) {
  return (
    <div class="picker-row">
      <span aria-hidden="true">{props.label}</span>
      <Segmented {...props} />
    </div>
  );
}

function Thumbnail({
  figure,
  avatar,
  emojiUrl,
}: {
  readonly figure: MaskFigure;
  readonly avatar: AvatarChoice;
  readonly emojiUrl: (codePoints: string) => string;
}) {
  if (figure === 'still') return <img src={emojiUrl('1f604')} width={34} height={34} alt="" />;
  return <CharacterPreview character={figure} colour={avatar.colour} size={44} />;
}
