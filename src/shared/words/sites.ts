/** What the parts of a call page are called for people. The sites' own tables have them in English. */
import { translated, translateMessage } from '../language/translated';

export const WORDS = translated('sites', {
  generic: 'This page',
  emojiButton: (emoji: string) => `${emoji} button`,
  parts: {
    callControls: 'Call controls',
    camera: 'Camera button',
    disconnect: 'Disconnect button',
    duration: 'Duration of the call',
    footer: 'Footer of the call',
    join: 'Join button',
    knock: 'Knock or join button',
    leaveCall: 'Leave button of the call',
    leaveHuddle: 'Leave button of the huddle',
    leaveRoom: 'Leave button of the room',
    leave: 'Leave button',
    detailsButton: 'Meeting details button',
    information: 'Meeting information',
    meetingTitle: 'Meeting title',
    microphone: 'Microphone button',
    after: 'Page after the call',
    panels: 'Panel buttons',
    participants: 'Participants button of the call',
    preview: 'Preview before the call',
    tray: 'Reaction tray',
    before: 'Screen before the call',
    selfView: 'Self view',
    stopSharing: 'Stop-sharing button',
    reaction: 'reaction button',
  },
});

/** A part's name in the user's language. @param what as in an ElementSpec */
export function partName(what: string): string {
  const emoji = /^(\S+) button$/.exec(what)?.[1];
  return emoji !== undefined && !/^[\w-]+$/.test(emoji)
    ? WORDS.emojiButton(emoji)
    : translateMessage(['sites.parts'], what);
}
