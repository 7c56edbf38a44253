import { useState } from 'preact/hooks';
import type { Titles } from '../../shared/history/change';
import { toCsv, toJson, toReactionsCsv } from '../../shared/history/export';
import { checkFileSize, parseHistoryFile } from '../../shared/history/import';
import type { Range } from '../../shared/statistics/periods';
import { formatShare } from '../../shared/ui/format';
import { Confirm, type ConfirmProps } from '../ui/confirm';
import { Switch } from '../ui/switch';
import type { DashboardApi } from './dashboard-api';
import { formatLongDay } from './dates';
import type { Dashboard, Known } from './use-dashboard';
import { dayToText, formatBytes } from './view';
import { WORDS } from './words';

const words = WORDS.data;

export interface DataCardProps extends Pick<Known, 'settings' | 'storage'> {
  readonly range: Range;
  /** Local day of today. */
  readonly today: number;
  readonly api: DashboardApi;
  readonly act: Dashboard['act'];
  readonly say: Dashboard['say'];
}

type Question = Pick<ConfirmProps, 'title' | 'text' | 'action' | 'onConfirm'>;

/** Controls for retention, export, import and deletion. */
export function DataCard({ settings, storage, range, today, api, act, say }: DataCardProps) {
  const [question, setQuestion] = useState<Question | null>(null);
  const { retentionDays } = settings;

  function exportAs(kind: 'json' | 'csv' | 'reactions'): void {
    act(async () => {
      // The shown data may be older than the current call.
      const now = await api.overview();
      const named = now.calls.filter((call) => call.title !== '');
      const titles: Titles = Object.fromEntries(named.map((call) => [call.callId, call.title]));
      const name = `emojigen-${dayToText(today)}`;
      if (kind === 'reactions') {
        const reactions = await api.allReactions();
        api.save(`${name}-reactions.csv`, 'text/csv', toReactionsCsv(reactions, titles));
        return words.exportedReactions(reactions.length);
      }
      const spans = await api.allSpans(now);
      if (kind === 'csv') api.save(`${name}.csv`, 'text/csv', toCsv(spans, titles));
      else api.save(`${name}.json`, 'application/json', toJson(spans, titles, await api.allReactions()));
      return words.exported(spans.length);
    });
  }

  function importFrom(file: File): void {
    act(async () => {
      checkFileSize(file.size);
      const { spans, titles, reactions, ahead } = parseHistoryFile(await file.text(), api.now());
      const done = await api.importSpans(
        spans,
        titles,
        (share) => say(words.importing(formatShare(share))),
        reactions,
      );
      const said = [words.imported(done.added)];
      if (done.duplicates > 0) said.push(words.duplicates(done.duplicates));
      if (done.tooOld > 0) said.push(words.tooOld(done.tooOld));
      if (ahead > 0) said.push(words.ahead(ahead));
      return said.join(' ');
    });
  }

  const deleting = (work: () => Promise<void>) => () =>
    act(async () => {
      await work();
      return words.deleted;
    });

  function chooseRetention(days: number): void {
    const set = () => act(async () => void (await api.setHistory({ retentionDays: days })));
    const isLess = days !== 0 && (retentionDays === 0 || days < retentionDays);
    if (!isLess) return set();
    const [title, action] = [words.fewer(nameOf(days)), words.fewerAction];
    setQuestion({ title, text: words.fewerText, action, onConfirm: set });
  }

  return (
    <section class="card wide" aria-labelledby="data-title" data-testid="data">
      <div class="card-head">
        <h2 id="data-title">{words.title}</h2>
        <span class="hint" data-testid="storage">
          {storage &&
            (storage.bytes === null
              ? words.sizeUnknown(storage.spans)
              : words.size(storage.spans, formatBytes(storage.bytes)))}
        </span>
      </div>
      <Switch
        label={words.keep}
        hint={words.keepHint}
        on={settings.keepHistory}
        onChange={(keepHistory) => act(async () => void (await api.setHistory({ keepHistory })))}
        testId="keep"
      />
      <label class="field retention">
        <span>{words.retention}</span>
        <select
          data-testid="retention"
          value={String(retentionDays)}
          onChange={(event) => {
            chooseRetention(Number(event.currentTarget.value));
            // The control shows the choice only once it is stored.
            event.currentTarget.value = String(retentionDays);
          }}
        >
          {choicesOf(retentionDays).map((days) => (
            <option key={days} value={String(days)}>
              {nameOf(days)}
            </option>
          ))}
        </select>
      </label>
      <div class="data-tools">
        <button type="button" class="button" data-testid="export-json" onClick={() => exportAs('json')}>
          {words.json}
        </button>
        <button type="button" class="button" data-testid="export-csv" onClick={() => exportAs('csv')}>
          {words.csv}
        </button>
        <button
          type="button"
          class="button"
          data-testid="export-reactions"
          onClick={() => exportAs('reactions')}
        >
          {words.reactionsCsv}
        </button>
        <label class="button file-button">
          <input
            type="file"
            accept=".json,application/json"
            class="visually-hidden"
            data-testid="import"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              currentTarget.value = ''; // the same file can be chosen again
              if (file) importFrom(file);
            }}
          />
          {words.import}
        </label>
        <span class="spring" />
        <button
          type="button"
          class="button quiet"
          data-testid="delete-shown"
          onClick={() =>
            setQuestion({
              title: words.confirmShown(formatLongDay(range.from), formatLongDay(range.until - 1)),
              text: words.confirmShownText,
              action: words.deleteShown,
              onConfirm: deleting(() => api.deleteRange(range.from, range.until)),
            })
          }
        >
          {words.deleteShown}
        </button>
        <button
          type="button"
          class="button danger"
          data-testid="delete-all"
          onClick={() =>
            setQuestion({
              title: words.confirmAll,
              text: words.confirmAllText,
              action: words.deleteAll,
              onConfirm: deleting(() => api.deleteAll()),
            })
          }
        >
          {words.deleteAll}
        </button>
      </div>
      {question && <Confirm {...question} cancel={WORDS.cancel} onClose={() => setQuestion(null)} />}
    </section>
  );
}

const CHOICES = [7, 30, 90, 365, 730, 0] as const;

/** Adds a number that is not among the choices (e.g. from another device). */
function choicesOf(days: number): readonly number[] {
  return (CHOICES as readonly number[]).includes(days) ? CHOICES : [days, ...CHOICES];
}

function nameOf(days: number): string {
  const names: Readonly<Record<number, string>> = words.retentions;
  return names[days] ?? words.days(days);
}
