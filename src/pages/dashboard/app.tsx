import { useState } from 'preact/hooks';
import { pictureUrl } from '../../shared/emoji/picture-url';
import { WORDS as HISTORY_WORDS } from '../../shared/history/words';
import { formatCount } from '../../shared/language/formats';
import { insightsOf } from '../../shared/statistics/insights';
import { localDayOf, rangeOfDays } from '../../shared/statistics/periods';
import { rangeBefore } from '../../shared/statistics/rates';
import { recapOf } from '../../shared/statistics/recap';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { PageHead } from '../ui/page-head';
import { PageStatus } from '../ui/page-status';
import { CallsCard } from './calls-card';
import type { DashboardApi } from './dashboard-api';
import { DataCard } from './data-card';
import { FilterBar } from './filter-bar';
import { HeatCard } from './heat-card';
import { InsightsCard } from './insights-card';
import { ReactionsCard } from './reactions-card';
import { RecapCard } from './recap-card';
import { Rescue } from './rescue';
import { SharesCard } from './shares-card';
import { Tiles } from './tiles';
import { TrendCard } from './trend-card';
import { type Known, useDashboard } from './use-dashboard';
import { countedOf, dayToText, type Filter, inShort, shownDays, shownOf, sitesOf } from './view';
import { WORDS } from './words';

/** The dashboard page. */
export function App({ api }: { readonly api: DashboardApi }) {
  const { known, problem, notice, mayGiveUp, act, say } = useDashboard(api);
  return (
    <>
      <PageHead current="dashboard" emojiUrl={api.emojiUrl} />
      <main class="page" data-ready={known !== null}>
        <h1>{WORDS.title}</h1>
        <p class="hint">{WORDS.promise}</p>
        <PageStatus notice={notice} problem={problem} />
        {known?.storage?.trouble && (
          <p class="problem" role="alert" data-testid="trouble">
            {WORDS.trouble(known.storage.trouble.message, known.storage.trouble.waiting)}
          </p>
        )}
        {known?.storage?.loss && (
          <div class="problem" role="alert" data-testid="loss">
            <p>{HISTORY_WORDS.lost(formatCount(known.storage.loss.rows))}</p>
            <button
              class="button"
              type="button"
              data-testid="loss-told"
              onClick={() => act(async () => void (await api.lossTold()))}
            >
              {WORDS.lossTold}
            </button>
          </div>
        )}
        {known ? (
          <Content known={known} api={api} act={act} say={say} />
        ) : (
          problem === null && <p class="hint">{WORDS.loading}</p>
        )}
        {!known && problem !== null && (
          <Rescue
            onDelete={mayGiveUp ? () => act(() => api.deleteAll().then(() => undefined)) : null}
            onRetry={() => act(async () => undefined)}
          />
        )}
      </main>
    </>
  );
}

/** People would not read more. */
const MOST_INSIGHTS = 4;

interface ContentProps extends Pick<ReturnType<typeof useDashboard>, 'act' | 'say'> {
  readonly known: Known;
  readonly api: DashboardApi;
}

function Content({ known, api, act, say }: ContentProps) {
  const { overview } = known;
  const { offsetAt, emojiUrl } = api;
  const today = localDayOf(api.now(), offsetAt);
  const [filter, setFilter] = useState<Filter>({
    period: '30d',
    from: dayToText(today - 29),
    until: dayToText(today),
    site: null,
    neutral: false,
  });
  // Deletion may have removed the chosen site.
  const sites = sitesOf(overview);
  const site = filter.site !== null && sites.includes(filter.site) ? filter.site : null;
  const { first, last } = shownDays(filter, overview.days, api.now(), offsetAt);
  const range = rangeOfDays(first, last, offsetAt);
  const shown = shownOf(overview, site, range);
  const events = site === null ? known.reactions : known.reactions.filter((each) => each.site === site);
  const short = inShort(shown, events, range, offsetAt);
  const before = filter.period === 'all' ? null : rangeBefore(first, last, offsetAt);
  const past = before && inShort(shownOf(overview, site, before), events, before, offsetAt);
  const shortBefore = past && past.time > 0 ? past : null;
  const insights = insightsOf(
    {
      days: shown.days,
      calls: shown.calls,
      range,
      before,
      offsetAt,
      reactions: short.reactions,
    },
    MOST_INSIGHTS,
  );
  const recap = recapOf({ ...overview, reactions: known.reactions }, api.now(), offsetAt);
  const pictureOf = (key: string): string => pictureUrl(key, known.settings.emoji.set, known.images);
  const expressions = countedOf(filter);
  const isEmpty = overview.days.length === 0;
  return (
    <div class="cards">
      {!isEmpty && <FilterBar filter={{ ...filter, site }} sites={sites} onChange={setFilter} />}
      {short.time === 0 ? (
        <Empty
          kind={!isEmpty ? 'period' : known.settings.keepHistory ? 'all' : 'private'}
          emojiUrl={emojiUrl}
        />
      ) : (
        <>
          {recap && <RecapCard recap={recap} offsetAt={offsetAt} emojiUrl={pictureOf} />}
          <Tiles short={short} before={shortBefore} emojiUrl={pictureOf} />
          <InsightsCard insights={insights} calls={shown.calls} emojiUrl={pictureOf} />
          <TrendCard days={shown.days} range={range} offsetAt={offsetAt} expressions={expressions} />
          <SharesCard
            days={shown.days}
            range={range}
            first={first}
            last={last}
            offsetAt={offsetAt}
            expressions={expressions}
            emojiUrl={emojiUrl}
          />
          <HeatCard days={shown.days} range={range} offsetAt={offsetAt} expressions={expressions} />
          <ReactionsCard counts={short.reactions} emojiUrl={pictureOf} />
          <CallsCard calls={shown.calls} reactions={events} api={api} act={act} />
        </>
      )}
      <DataCard
        settings={known.settings}
        storage={known.storage}
        range={range}
        today={today}
        api={api}
        act={act}
        say={say}
      />
    </div>
  );
}

interface EmptyProps {
  /** Nothing in the shown period, nothing at all yet, or nothing because history is off. */
  readonly kind: 'period' | 'all' | 'private';
  readonly emojiUrl: DashboardApi['emojiUrl'];
}

function Empty({ kind, emojiUrl }: EmptyProps) {
  const words = WORDS.empty;
  const [title, text] = {
    period: [words.period, words.periodText],
    all: [words.title, words.text],
    private: [words.private, words.privateText],
  }[kind];
  return (
    <section class="card wide empty" data-testid="empty">
      <EmojiImage codePoints={kind === 'period' ? '1f914' : '1f642'} size={72} emojiUrl={emojiUrl} />
      <h2>{title}</h2>
      <p class="hint">{text}</p>
      {kind !== 'period' && (
        <a class="button primary" href="/try-it.html">
          {words.action}
        </a>
      )}
    </section>
  );
}
