/**
 * Gives the picture to the user, on the device and past the page: a link with `download` would tell the page the picture's
 * address, with which it could read it.
 */
import type { CallSummary } from '../../shared/call-summary';
import type { EmojiPictures } from './emoji';
import { drawSummary } from './picture';
import { WORDS } from './words';

interface SaveDialog {
  showSaveFilePicker(options: object): Promise<{ createWritable(): Promise<WritableStream> }>;
}

/** `save`: with the browser's dialog. `copy`: to the clipboard, where there is no such dialog (Firefox). */
export type Giving = 'save' | 'copy';

export function givingIn(window: Window): Giving {
  return 'showSaveFilePicker' in window ? 'save' : 'copy';
}

/** Called at a press of the user. @returns whether the user has it now; false if the user has closed the dialog */
export async function givePicture(
  window: Window & typeof globalThis,
  summary: CallSummary,
  pictures: EmojiPictures,
): Promise<boolean> {
  const canvas = window.document.createElement('canvas');
  drawSummary(canvas, summary, pictures);
  const picture = new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.')))),
  );
  if (givingIn(window) === 'copy') {
    await window.navigator.clipboard.write([new window.ClipboardItem({ 'image/png': picture })]);
    return true;
  }
  try {
    const file = await (window as unknown as SaveDialog).showSaveFilePicker({
      suggestedName: `${WORDS.file}.png`,
      types: [{ accept: { 'image/png': ['.png'] } }],
    });
    await (await picture).stream().pipeTo(await file.createWritable());
    return true;
  } catch (error) {
    if ((error as Error).name === 'AbortError') return false;
    throw error;
  }
}
