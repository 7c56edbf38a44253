import { Segmented } from '../ui/segmented';
import { type Filter, PERIODS } from './view';
import { WORDS } from './words';

const words = WORDS.filter;

export interface FilterBarProps {
  readonly filter: Filter;
  readonly sites: readonly string[];
  readonly onChange: (filter: Filter) => void;
}

/** The controls for the shown period and site. */
export function FilterBar({ filter, sites, onChange }: FilterBarProps) {
  return (
    <section class="filter" aria-label={words.label}>
      <Segmented
        label={words.period}
        choices={PERIODS.map((value) => ({ value, name: words.periods[value] }))}
        value={filter.period}
        onChange={(period) => onChange({ ...filter, period })}
        testId="period"
      />
      {filter.period === 'custom' && (
        <span class="dates">
          {(['from', 'until'] as const).map((edge) => (
            <label key={edge} class="field">
              <span>{words[edge]}</span>
              <input
                type="date"
                data-testid={edge}
                value={filter[edge]}
                required
                onChange={({ currentTarget: { value } }) => value && onChange({ ...filter, [edge]: value })}
              />
            </label>
          ))}
        </span>
      )}
      {sites.length > 1 && (
        <label class="field">
          <span>{words.site}</span>
          <select
            data-testid="site"
            value={filter.site ?? ''}
            onChange={({ currentTarget }) => onChange({ ...filter, site: currentTarget.value || null })}
          >
            <option value="">{words.allSites}</option>
            {sites.map((site) => (
              <option key={site} value={site}>
                {site}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="check">
        <input
          type="checkbox"
          data-testid="neutral"
          checked={filter.neutral}
          onChange={() => onChange({ ...filter, neutral: !filter.neutral })}
        />
        {words.neutral}
      </label>
    </section>
  );
}
