/** The definition of a call site. One file per site implements it; the selectors are data beside it. */
import type { CallPhase, SiteId } from '../../shared/messages/site-report';
import type { Expression, Rect } from '../../shared/types';
import type { ElementSpec } from './find';
import type { ToggleSpec } from './toggle';

/** The user's own picture in the page, in CSS pixels of the window. */
export interface SelfView {
  readonly rect: Rect;
  readonly mirrored: boolean;
}

/** What a page shows at one moment. Null: the page does not show it. */
export interface SiteView {
  readonly phase: CallPhase;
  readonly title: string | null;
  readonly cameraOn: boolean | null;
  readonly microphoneOn: boolean | null;
  readonly presenting: boolean;
  readonly selfView: SelfView | null;
  /** The places of the call's own buttons, in CSS pixels of the window. */
  readonly controls: readonly Rect[];
}

/** The site's own reactions: the opener opens the tray, which has one button per emoji. */
export interface NativeReactions {
  readonly opener: ElementSpec;
  readonly tray: ElementSpec;
  /** For trays that can contain any emoji: finds the button of one, by its spellings. */
  readonly own?: (codes: readonly string[]) => ElementSpec;
  /** The tray's button that shows more emoji. */
  readonly more?: ElementSpec;
  /** For trays with a fixed set: the button of an emoji that the user picks. Code points without U+FE0F and skin tone. */
  readonly emoji?: Readonly<Record<string, ElementSpec>>;
  /** Searched inside the tray only. No entry: nothing is sent. Angry and fearful never have one. */
  readonly buttons: Partial<Record<Exclude<Expression, 'neutral' | 'angry' | 'fearful'>, ElementSpec>>;
}

/** All elements of a site. */
export interface SiteElements {
  /** Places with other people's words: never read or pressed. */
  readonly foreign: string | null;
  /** Elements that exist only in a call. */
  readonly call: readonly ElementSpec[];
  /** Elements that exist only before a call. */
  readonly lobby: readonly ElementSpec[];
  /** Elements after a call, and pages that replace one. */
  readonly left: readonly ElementSpec[];
  readonly leave: ElementSpec | null;
  /** Whether the leave button alone proves a call; false if the waiting room has it too. */
  readonly leaveMeansCall: boolean;
  readonly camera: ToggleSpec | null;
  readonly microphone: ToggleSpec | null;
  readonly selfView: ElementSpec | null;
  readonly stopSharing: ElementSpec | null;
  readonly controls: ElementSpec | null;
  /** The element with the title, and the attribute that holds it (null: its text). */
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
  /** Reads what the page shows now. Changes nothing; never throws. */
  look(document: Document, url: URL): SiteView;
}
