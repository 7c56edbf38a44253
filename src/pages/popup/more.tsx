import type { AvatarChoice } from '../../shared/avatar/choice';
import type { CallSnapshot } from '../../shared/messages/call-tab';
import type { BackendChoice, Outputs, Settings } from '../../shared/settings/schema';
import { AvatarPicker } from '../ui/avatar/picker';
import { Advanced } from './advanced';
import { MaskCover } from './outputs';
import type { DaySpans } from './popup-api';
import { Today } from './today';
import { WORDS } from './words';

export interface MoreProps {
  readonly settings: Settings;
  readonly day: DaySpans | undefined;
  /** Whether expressions are being analysed right now. */
  readonly inCall: boolean;
  readonly load: CallSnapshot['load'];
  readonly emojiUrl: (codePoints: string) => string;
  readonly onBackend: (backend: BackendChoice) => void;
  readonly onAvatar: (avatar: AvatarChoice) => void;
  readonly onOutputs: (outputs: Outputs) => void;
  /** Null if there is no call page to diagnose. */
  readonly onDiagnose: (() => void) | null;
}

/** Options and data that nobody needs in a hurry. */
export function More({ settings, day, inCall, onOutputs, onAvatar, emojiUrl, ...rest }: MoreProps) {
  const { outputs, avatar } = settings;
  const masks = outputs.mask !== 'off';
  return (
    <details class="more" data-testid="more">
      <summary>{WORDS.more}</summary>
      <div class="more-body">
        {(masks || avatar.companion) && (
          <section class="card" aria-label={WORDS.avatar}>
            <AvatarPicker avatar={avatar} masks={masks} emojiUrl={emojiUrl} onChange={onAvatar} />
            {outputs.mask !== 'off' && (
              <MaskCover mask={outputs.mask} onMask={(mask) => onOutputs({ ...outputs, mask })} />
            )}
          </section>
        )}
        {day && <Today day={day} keepHistory={settings.keepHistory} inCall={inCall} emojiUrl={emojiUrl} />}
        <Advanced backend={settings.backend} {...rest} />
        <footer class="promise">
          <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
            <path d="M5 7V5a3 3 0 0 1 6 0v2m-7.5 0h9v6.5h-9z" />
          </svg>
          {WORDS.promise}
        </footer>
      </div>
    </details>
  );
}
