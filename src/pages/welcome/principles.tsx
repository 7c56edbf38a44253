import type { Settings } from '../../shared/settings/schema';
import { Switch } from '../ui/switch';
import { WORDS } from './words';

export interface PrinciplesProps {
  /** Null until loaded. */
  readonly settings: Settings | null;
  readonly onKeep: (keep: boolean) => void;
}

/** What EmojiGen does with the camera and what not, for those who want to know before they choose. */
export function Principles({ settings, onKeep }: PrinciplesProps) {
  const { what, work, keep } = WORDS;
  return (
    <aside class="principles" aria-label={what.title}>
      <p class="promise">
        <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
          <path d="M5 7V5a3 3 0 0 1 6 0v2m-7.5 0h9v6.5h-9z" />
        </svg>
        {what.promise}
      </p>
      <details class="card">
        <summary>{what.title}</summary>
        <div class="two">
          <List title={what.does} items={what.doesList} kind="yes" />
          <List title={what.doesNot} items={what.doesNotList} kind="no" />
        </div>
        {settings && (
          <Switch
            label={keep.label}
            hint={keep.hint}
            on={settings.keepHistory}
            onChange={onKeep}
            testId="keep"
          />
        )}
      </details>
      <details class="card" data-testid="work">
        <summary>{work.title}</summary>
        {work.text.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </details>
    </aside>
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
