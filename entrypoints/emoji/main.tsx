import { render } from 'preact';
import { browserEmojiApi } from '../../src/emoji-page/api';
import { EmojiPage } from '../../src/emoji-page/app';
import { WORDS } from '../../src/emoji-page/words';
import { startPage } from '../../src/language/start-page';
import '../../src/emoji-page/emoji.css';

startPage(() => WORDS.title);
render(<EmojiPage api={browserEmojiApi()} />, document.getElementById('root')!);
