import { useEffect, useId, useState } from 'preact/hooks';
import { toTitle } from '../../shared/messages/history';
import type { CallRow } from '../../shared/statistics/aggregate';
import { shareOf } from '../../shared/statistics/periods';
import type { CountedReaction } from '../../shared/statistics/reactions';
import { EXPRESSIONS, type StoredSpan } from '../../shared/types';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatDuration, formatShare, formatTime } from '../../shared/ui/format';
import { DataTable } from '../ui/charts/data-table';
import { Lanes } from '../ui/charts/lanes';
import { tint } from '../ui/charts/tint';
import type { DashboardApi } from './dashboard-api';
import { formatClock, formatMoment } from './dates';
import { titleOf } from './view';
import { WORDS } from './words';

const words = WORDS.calls;

export interface CallItemProps {
  readonly call: CallRow;
  /** Whether its day is said: where no heading says it. */
  readonly dated: boolean;
  readonly reactions: readonly CountedReaction[];
  readonly api: DashboardApi;
  readonly onRename: (title: string) => void;
  readonly onDelete: () => void;
}

/** One call: its editable name, a summary, and its timeline when opened. */
export function CallItem({ call, dated, reactions, api, onRename, onDelete }: CallItemProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const sent = reactions.filter((each) => each.outcome === 'sent').length;
  return (
    <li class="call" data-testid="call">
      <div class="call-row">
        <div class="call-names">
          <TitleInput call={call} onRename={onRename} />
          <span class="hint">
            {(dated ? formatMoment : formatTime)(call.start)} · {formatDuration(call.end - call.start)}
            {call.title !== '' && ` · ${call.site}`}
            {sent > 0 && ` · ${words.reactions(sent)}`}
          </span>
        </div>
        <Strip call={call} />
        <div class="call-tools">
          <button
            type="button"
            class="button"
            aria-expanded={open}
            aria-controls={id}
            data-testid="call-open"
            onClick={() => setOpen(!open)}
          >
            {open ? words.close : words.open}
            <span class="visually-hidden"> {titleOf(call)}</span>
          </button>
          <button type="button" class="button quiet" data-testid="call-delete" onClick={onDelete}>
            {words.delete}
            <span class="visually-hidden"> {titleOf(call)}</span>
          </button>
        </div>
      </div>
      <div id={id}>{open && <Timeline call={call} reactions={reactions} api={api} />}</div>
    </li>
  );
}

/** Looks like text until it is edited. Enter saves, Escape reverts. */
function TitleInput({ call, onRename }: Pick<CallItemProps, 'call' | 'onRename'>) {
  const [draft, setDraft] = useState(call.title);
  useEffect(() => setDraft(call.title), [call.title]);

  function keep(): void {
    const title = toTitle(draft);
    setDraft(title);
    if (title !== call.title) onRename(title);
  }

  return (
    <input
      class="call-title"
      data-testid="call-title"
      aria-label={`${words.rename}: ${titleOf(call)}`}
      title={words.renameHint}
      placeholder={words.untitled(call.site)}
      value={draft}
      maxLength={120}
      onInput={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        // The key belongs to the input method: it ends a word, not the name.
        if (event.isComposing) return;
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(call.title);
      }}
    />
  );
}

function Strip({ call }: { readonly call: CallRow }) {
  const seen = EXPRESSIONS.filter((name) => (call.time[name] ?? 0) > 0);
  const inWords = seen.map(
    (name) => `${EXPRESSION_STYLES[name].name} ${formatShare(shareOf(call.time, name))}`,
  );
  return (
    <div class="stack" role="img" aria-label={inWords.join(', ')} title={inWords.join(', ')}>
      {seen.map((name) => (
        <span key={name} class="slice tint" style={{ ...tint(name), flexGrow: call.time[name] }} />
      ))}
    </div>
  );
}

function Timeline({ call, reactions, api }: Pick<CallItemProps, 'call' | 'reactions' | 'api'>) {
  const [spans, setSpans] = useState<readonly StoredSpan[] | null>(null);
  const [problem, setProblem] = useState(false);
  useEffect(() => {
    let gone = false;
    api.callSpans(call.callId).then(
      (found) => {
        if (gone) return;
        setSpans(found);
        setProblem(false);
      },
      () => !gone && setProblem(true),
    );
    return () => {
      gone = true;
    };
  }, [api, call]);
  if (problem) return <p class="problem">{WORDS.failed}</p>;
  if (!spans) return <p class="hint">{WORDS.loading}</p>;
  return (
    <div class="call-details" data-testid="timeline">
      <Lanes
        spans={spans}
        from={call.start}
        until={call.end}
        label={words.timeline}
        formatAt={formatTime}
        formatFine={formatClock}
        markers={reactions
          .filter((each) => each.outcome === 'sent')
          .map(({ time, emoji }) => ({ time, emoji, label: words.reactionAt(formatClock(time)) }))}
        emojiUrl={api.emojiUrl}
      />
      <DataTable
        label={words.table}
        caption={words.timeline}
        columns={words.columns}
        rows={() =>
          spans.map(({ start, expression, duration, confidence }) => [
            formatClock(start),
            EXPRESSION_STYLES[expression].name,
            formatDuration(duration),
            formatShare(confidence),
          ])
        }
      />
    </div>
  );
}
