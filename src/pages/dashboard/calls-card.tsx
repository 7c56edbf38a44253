import { useMemo, useState } from 'preact/hooks';
import type { CallRow } from '../../shared/statistics/aggregate';
import { CALL_ORDERS, type CallOrder, groupByDay, listCalls } from '../../shared/statistics/call-list';
import { startOfDay } from '../../shared/statistics/periods';
import { byCall, type CountedReaction } from '../../shared/statistics/reactions';
import { Confirm } from '../ui/confirm';
import { CallItem } from './call-item';
import type { DashboardApi } from './dashboard-api';
import { formatLongDay, formatMoment } from './dates';
import type { Dashboard } from './use-dashboard';
import { titleOf } from './view';
import { WORDS } from './words';

const words = WORDS.calls;
const AT_ONCE = 10;

export interface CallsCardProps {
  readonly calls: readonly CallRow[];
  readonly reactions: readonly CountedReaction[];
  readonly api: DashboardApi;
  readonly act: Dashboard['act'];
}

/** The searchable text of a call. */
const textOf = (call: CallRow): string =>
  `${titleOf(call)} ${call.site} ${formatMoment(call.start)} ${formatLongDay(call.start)}`;

/** The list of calls, with names, summaries and deletion. */
export function CallsCard({ calls, reactions, api, act }: CallsCardProps) {
  const [shown, setShown] = useState(AT_ONCE);
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<CallOrder>('newest');
  const [doomed, setDoomed] = useState<CallRow | null>(null);
  const ofCall = useMemo(() => byCall(reactions), [reactions]);
  const listed = useMemo(() => {
    const sent = (id: string): number =>
      ofCall.get(id)?.filter((each) => each.outcome === 'sent').length ?? 0;
    return listCalls(calls, query, order, textOf, sent);
  }, [calls, query, order, ofCall]);
  const groups = groupByDay(listed.slice(0, shown), order, api.offsetAt);
  return (
    <section class="card wide" aria-labelledby="calls-title" data-testid="calls">
      <div class="card-head">
        <h2 id="calls-title">{words.title}</h2>
        <span class="hint" role="status">
          {query === '' ? words.count(calls.length) : words.found(listed.length)}
        </span>
      </div>
      <div class="call-filter">
        <label class="field grow">
          <span class="visually-hidden">{words.search}</span>
          <input
            type="search"
            data-testid="call-search"
            placeholder={words.search}
            value={query}
            onInput={({ currentTarget }) => {
              setQuery(currentTarget.value);
              setShown(AT_ONCE);
            }}
          />
        </label>
        <label class="field">
          <span>{words.order}</span>
          <select
            data-testid="call-order"
            value={order}
            onChange={({ currentTarget }) => setOrder(currentTarget.value as CallOrder)}
          >
            {CALL_ORDERS.map((value) => (
              <option key={value} value={value}>
                {words.orders[value]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {groups.map((group) => (
        <div key={group.day ?? 'all'}>
          {group.day !== null && (
            <h3 class="call-day">{formatLongDay(startOfDay(group.day, api.offsetAt))}</h3>
          )}
          <ol class="calls">
            {group.calls.map((call) => (
              <CallItem
                key={call.callId}
                call={call}
                dated={group.day === null}
                reactions={ofCall.get(call.callId) ?? []}
                api={api}
                onRename={(title) =>
                  act(async () => {
                    await api.rename(call.callId, title);
                    return undefined;
                  })
                }
                onDelete={() => setDoomed(call)}
              />
            ))}
          </ol>
        </div>
      ))}
      {listed.length > shown && (
        <button type="button" class="button more" onClick={() => setShown(shown + 5 * AT_ONCE)}>
          {words.more(Math.min(listed.length - shown, 5 * AT_ONCE))}
        </button>
      )}
      {doomed && (
        <Confirm
          title={words.confirm(titleOf(doomed))}
          text={words.confirmText}
          action={words.delete}
          cancel={WORDS.cancel}
          onConfirm={() =>
            act(async () => {
              await api.deleteCall(doomed.callId);
              return WORDS.data.deleted;
            })
          }
          onClose={() => setDoomed(null)}
        />
      )}
    </section>
  );
}
