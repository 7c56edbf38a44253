import { render } from 'preact';
import { browserEmojiApi } from '../../src/pages/emoji/api';
import { EmojiPage } from '../../src/pages/emoji/app';
import { WORDS } from '../../src/pages/emoji/words';
import { startPage } from '../../src/shared/edges/start-page';
import '../../src/pages/emoji/emoji.css';

await startPage(() => WORDS.title);
render(<EmojiPage api={browserEmojiApi()} />, document.getElementById('root')!);
