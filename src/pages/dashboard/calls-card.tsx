import { useState } from 'preact/hooks';
import type { CallRow } from '../../shared/statistics/aggregate';
import { Confirm } from '../ui/confirm';
import { CallItem } from './call-item';
import type { DashboardApi } from './dashboard-api';
import type { Dashboard } from './use-dashboard';
import { WORDS } from './words';

const words = WORDS.calls;
const AT_ONCE = 10;

export interface CallsCardProps {
  /** Newest first. */
  readonly calls: readonly CallRow[];
  readonly api: DashboardApi;
  readonly act: Dashboard['act'];
}

export function titleOf({ title, site }: CallRow): string {
  return title === '' ? words.untitled(site) : title;
}

/** The calls with their names, how each went, and the way to delete one. */
export function CallsCard({ calls, api, act }: CallsCardProps) {
  const [shown, setShown] = useState(AT_ONCE);
  const [doomed, setDoomed] = useState<CallRow | null>(null);
  return (
    <section class="card wide" aria-labelledby="calls-title" data-testid="calls">
      <div class="card-head">
        <h2 id="calls-title">{words.title}</h2>
        <span class="hint">{words.count(calls.length)}</span>
      </div>
      <ol class="calls">
        {calls.slice(0, shown).map((call) => (
          <CallItem
            key={call.callId}
            call={call}
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
      {calls.length > shown && (
        <button type="button" class="button more" onClick={() => setShown(shown + 5 * AT_ONCE)}>
          {words.more(Math.min(calls.length - shown, 5 * AT_ONCE))}
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
