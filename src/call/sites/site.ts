/** What EmojiGen knows about a call site. One file per site implements this; the selectors are data beside it. */
import type { CallPhase, SiteId } from '../../shared/messages/site-report';
import type { Expression, Rect } from '../../shared/types';
import type { ElementSpec } from './find';
import type { ToggleSpec } from './toggle';

/** The user's own picture in the page, in CSS pixels of the window. */
export interface SelfView {
  readonly rect: Rect;
  readonly mirrored: boolean;
}

/** What a page shows at one moment. Null: the page does not say. */
export interface SiteView {
  readonly phase: CallPhase;
  readonly title: string | null;
  readonly cameraOn: boolean | null;
  readonly microphoneOn: boolean | null;
  readonly presenting: boolean;
  readonly selfView: SelfView | null;
  /** The call's own buttons, in CSS pixels of the window. */
  readonly controls: Rect | null;
}

/** The site's own reactions: press the opener, and the tray with one button per emoji appears. */
export interface NativeReactions {
  readonly opener: ElementSpec;
  readonly tray: ElementSpec;
  /** Looked for inside the tray only. No entry: nothing is sent. Angry and fearful never have one. */
  /** Where the tray may hold any emoji: the button of one, by its ways of being written. */
  readonly own?: (codes: readonly string[]) => ElementSpec;
  /** In the tray: shows emoji that it does not show at first. */
  readonly more?: ElementSpec;
  readonly buttons: Partial<Record<Exclude<Expression, 'neutral' | 'angry' | 'fearful'>, ElementSpec>>;
}

/** Everything that is looked for on a site. */
export interface SiteElements {
  /** Where other people's words stand: nothing in there is ever looked at or pressed. */
  readonly foreign: string | null;
  /** Each of these exists in a call only. */
  readonly call: readonly ElementSpec[];
  /** Each of these exists before a call only. */
  readonly lobby: readonly ElementSpec[];
  /** After a call; also pages that stand in its place. */
  readonly left: readonly ElementSpec[];
  readonly leave: ElementSpec | null;
  /** Whether the leave button alone proves a call: not where the waiting room has it, too. */
  readonly leaveMeansCall: boolean;
  readonly camera: ToggleSpec | null;
  readonly microphone: ToggleSpec | null;
  readonly selfView: ElementSpec | null;
  readonly stopSharing: ElementSpec | null;
  readonly controls: ElementSpec | null;
  /** The element that carries the title, and the attribute it stands in (null: its text). */
  readonly title: { readonly element: ElementSpec; readonly attribute: string | null } | null;
  readonly reactions: NativeReactions | null;
}

export interface Site {
  readonly id: SiteId;
  /** For people: `Google Meet`. */
  readonly name: string;
  readonly elements: SiteElements;
  /** Whether this site serves `url`. */
  matches(url: URL): boolean;
  /** What the page shows now. Reads only; never throws. */
  look(document: Document, url: URL): SiteView;
}
