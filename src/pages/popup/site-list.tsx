import { isSiteChosen, type Settings } from '../../shared/settings/schema';
import { KNOWN_SITES, startOf } from '../../shared/sites/known';
import { WORDS } from './words';

const words = WORDS.siteList;

export interface SiteListProps {
  readonly settings: Settings;
  readonly onOpen: (url: string) => void;
}

/** The known call services, each opened by one click. Those that are switched on come first. */
export function SiteList({ settings, onOpen }: SiteListProps) {
  const isOn = (host: string): boolean => isSiteChosen(settings, host);
  const sorted = [...KNOWN_SITES].sort((a, b) => Number(isOn(b.host)) - Number(isOn(a.host)));
  return (
    <ul class="site-list" aria-label={words.label} data-testid="site-list">
      {sorted.map((site) => {
        const { name, host } = site;
        return (
          <li key={host}>
            <button
              type="button"
              class="site-link"
              data-testid={`open-${host}`}
              aria-label={isOn(host) ? words.openOn(name) : words.open(name)}
              onClick={() => onOpen(startOf(site))}
            >
              <span>{name}</span>
              {isOn(host) && <span class="tag">{words.on}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
