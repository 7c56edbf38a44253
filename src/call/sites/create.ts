/** Creates a site from its data. The common parts are here; a site's own file has its differences. */

import type { CallPhase, SiteId } from '../../shared/messages/site-report';
import type { Rect } from '../../shared/types';
import { buttonRows } from './button-rows';
import { type ElementSpec, find, isMirrored } from './find';
import type { SelfView, Site, SiteElements, SiteView } from './site';
import { readToggle, type ToggleSpec } from './toggle';

export interface SiteData {
  readonly id: SiteId;
  readonly name: string;
  /** `meet.example` for exactly that host, `.example` for it and all subdomains. */
  readonly hosts: readonly string[];
  readonly elements: SiteElements;
  /** Whether this URL can be a call. */
  isCallPlace(url: URL): boolean;
  /** The part of a tab's title that the site adds; it is removed. */
  readonly titleNoise?: RegExp;
}

const LONGEST_TITLE = 200;

export function createSite(data: SiteData): Site {
  const { id, elements } = data;

  const first = (document: Document, spec: ElementSpec | null): Element | null =>
    spec && (find(document, spec, elements.foreign).elements[0] ?? null);

  function toggle(document: Document, spec: ToggleSpec | null): boolean | null {
    const element = first(document, spec);
    return element && spec && readToggle(element, spec);
  }

  function phase(document: Document, url: URL): CallPhase {
    if (!data.isCallPlace(url)) return 'away';
    const has = (spec: ElementSpec): boolean => first(document, spec) !== null;
    if (elements.call.some(has)) return 'call';
    if (elements.lobby.some(has)) return 'lobby';
    if (elements.left.some(has)) return 'away';
    return elements.leaveMeansCall && elements.leave && has(elements.leave) ? 'call' : 'unknown';
  }

  /** As the site names them; otherwise, what looks like them. */
  function controls(document: Document): readonly Rect[] {
    const named = rectOf(first(document, elements.controls));
    return named ? [named] : buttonRows(document);
  }

  function title(document: Document): string | null {
    const element = first(document, elements.title?.element ?? null);
    const attribute = elements.title?.attribute ?? null;
    const own = attribute === null ? element?.textContent : element?.getAttribute(attribute);
    const text = own?.trim() || document.title.replace(data.titleNoise ?? /^$/, '').trim();
    return text === '' ? null : text.slice(0, LONGEST_TITLE);
  }

  return {
    id,
    get name() {
      return data.name; // may be in the user's language
    },
    elements,
    matches: ({ hostname }) => data.hosts.some((host) => isOn(hostname, host)),
    look(document, url): SiteView {
      const now = phase(document, url);
      return {
        phase: now,
        title: now === 'call' ? title(document) : null,
        cameraOn: toggle(document, elements.camera),
        microphoneOn: toggle(document, elements.microphone),
        presenting: first(document, elements.stopSharing) !== null,
        selfView: selfView(first(document, elements.selfView)),
        controls: controls(document),
      };
    },
  };
}

/** Whether `hostname` is `host`, or a subdomain if `host` begins with a dot. */
export function isOn(hostname: string, host: string): boolean {
  return host.startsWith('.') ? `.${hostname}`.endsWith(host) : hostname === host;
}

/** An invisible self view does not count. */
function selfView(element: Element | null): SelfView | null {
  const rect = rectOf(element);
  return element && rect && { rect, mirrored: isMirrored(element) };
}

function rectOf(element: Element | null): Rect | null {
  if (element === null) return null;
  const { x, y, width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}
