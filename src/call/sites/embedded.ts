/** Parts of a page that come from elsewhere and may use the camera: where a call can be that we are not allowed to see. */
import { hostOf } from '../../shared/settings/host';

/** Smaller frames show no call. CSS pixels. */
const SMALLEST = { width: 200, height: 150 } as const;
/** A page with more of them is no call page. */
const MOST = 4;

/** The frame's permissions name the camera, and not as refused to everybody. */
const mayUseCamera = (allow: string): boolean =>
  allow.split(';').some((part) => {
    const [feature, ...allowed] = part.trim().toLowerCase().split(/\s+/);
    return feature === 'camera' && !allowed.includes("'none'");
  });

/** Host names of the frames of other sites, as their addresses say, that may use the camera; the largest first. */
export function embeddedHosts(document: Document): readonly string[] {
  const own = document.location.hostname;
  const frames = [...document.querySelectorAll<HTMLIFrameElement>('iframe[allow]')].flatMap((frame) => {
    const host = frame.src.startsWith('https:') ? hostOf(frame.src) : null;
    if (host === null || host === own || !mayUseCamera(frame.allow)) return [];
    const { width, height } = frame.getBoundingClientRect();
    return width < SMALLEST.width || height < SMALLEST.height ? [] : [{ host, area: width * height }];
  });
  const hosts = frames.sort((a, b) => b.area - a.area).map(({ host }) => host);
  return [...new Set(hosts)].slice(0, MOST);
}
