/** Frames of other sites that may use the camera: a call may run in one that we have no permission for. */
import { hostOf } from '../../shared/settings/host';

/** Smaller frames show no call. CSS pixels. */
const SMALLEST = { width: 200, height: 150 } as const;
/** A page with more of them is not a call page. */
const MOST = 4;

/** Whether the frame's permissions name the camera without denying it to everybody. */
const mayUseCamera = (allow: string): boolean =>
  allow.split(';').some((part) => {
    const [feature, ...allowed] = part.trim().toLowerCase().split(/\s+/);
    return feature === 'camera' && !allowed.includes("'none'");
  });

/** Host names of other sites' frames that may use the camera, from their URLs; the largest first. */
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
