import { render } from 'preact';
import { browserEmojiApi } from '../../src/emoji-page/api';
import { EmojiPage } from '../../src/emoji-page/app';
import '../../src/emoji-page/emoji.css';

render(<EmojiPage api={browserEmojiApi()} />, document.getElementById('root')!);
