/** Reports which elements of a site's page are found: the self-test when a call starts, and the diagnostic page. */
import type { ElementReport, SiteReport } from '../../shared/messages/site-report';
import { type ElementSpec, type FoundElements, find } from './find';
import type { Site } from './site';

/** Searches once for everything a site defines. Presses nothing. */
export function reportOn(site: Site, document: Document, url: URL): SiteReport {
  const { elements } = site;
  const { phase } = site.look(document, url);
  const reports: ElementReport[] = [];

  function look(
    spec: ElementSpec | null,
    expected: ElementReport['expected'],
    root: ParentNode | null = document,
  ): FoundElements {
    if (spec === null) return NOTHING;
    const found = root ? find(root, spec, elements.foreign) : NOTHING;
    const { way, attempts } = found;
    reports.push({ what: spec.what, expected, found: found.elements.length, way, attempts });
    return found;
  }

  for (const spec of elements.call) look(spec, 'in a call');
  for (const spec of elements.lobby) look(spec, 'before a call');
  for (const spec of elements.left) look(spec, 'after a call');
  look(elements.leave, 'in a call');
  look(elements.camera, 'in a call');
  look(elements.microphone, 'in a call');
  look(elements.selfView, 'sometimes');
  look(elements.controls, 'in a call');
  look(elements.title?.element ?? null, 'sometimes');
  look(elements.stopSharing, 'sometimes');
  const { reactions } = elements;
  const opener = look(reactions?.opener ?? null, 'in a call');
  const tray = look(reactions?.tray ?? null, 'in the open tray').elements[0] ?? null;
  for (const spec of Object.values(reactions?.buttons ?? {})) look(spec, 'in the open tray', tray);
  return {
    site: site.id,
    name: site.name,
    phase,
    reactions: reactions && { canOpen: opener.elements.length === 1, open: tray !== null },
    elements: reports,
  };
}

const NOTHING: FoundElements = { elements: [], way: -1, attempts: [] };
