import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createSiteReaction, LEAST_GAP, type SiteReaction, sleep } from '../../../src/call/site-reaction';
import { nativeButton } from '../../../src/call/site-reaction/mapping';
import { SITES } from '../../../src/call/sites';
import { jitsi } from '../../../src/call/sites/jitsi';
import { meet } from '../../../src/call/sites/meet';
import type { Site } from '../../../src/call/sites/site';
import { teams } from '../../../src/call/sites/teams';
import { zoom } from '../../../src/call/sites/zoom';
import { EXPRESSIONS, type Expression } from '../../../src/shared/types';
import { MEET_CHAT, meetCall, tray } from './meet-pages';
import * as pages from './other-pages';
import { pressesIn, show } from './page';

let output: SiteReaction;
let problems: (string | null)[];
let allowed: boolean;
let presses: Element[];

function start(site: Site, html: string): Document {
  const page = show(html);
  presses.length = 0;
  output = createSiteReaction(page, site, {
    now: Date.now,
    sleep,
    allowed: () => allowed,
    onProblem: (problem) => problems.push(problem),
  });
  return page;
}

/** The page's own script: the opener opens the tray after a while, and closes it again. */
function trayOpens(page: Document, html: string, after = 0): void {
  page.querySelector('#opener, #reaction-menu-button, .reactions-button')?.addEventListener('click', () => {
    const open = page.querySelector('#holder');
    if (open) return open.remove();
    const holder = page.createElement('div');
    holder.id = 'holder';
    setTimeout(() => {
      holder.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
      page.body.append(holder);
    }, after);
  });
}

async function react(expression: Expression, time = Date.now(), chosen: object = {}): Promise<void> {
  output.react({ time, expression, confidence: 0.9, emoji: '1f604', ...chosen });
  await vi.advanceTimersByTimeAsync(5000);
}

const pressed = (): (string | null)[] =>
  presses.map(
    (element) =>
      element.getAttribute('data-emoji') ??
      (element.id || element.getAttribute('aria-label') || element.className),
  );

presses = pressesIn(document);
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  problems = [];
  allowed = true;
});
afterEach(() => {
  output?.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('on Google Meet', () => {
  it.each([
    ['happy', '😂'],
    ['surprised', '😮'],
    ['sad', '😢'],
  ] as const)('presses once for %s, and nothing else, where the tray is open', async (expression, emoji) => {
    start(meet, meetCall({ trayOpen: true }));
    await react(expression);
    expect(pressed()).toEqual([emoji]);
    expect(problems).toEqual([null]);
  });

  it.each(['angry', 'fearful', 'neutral'] as const)('presses nothing for %s', async (expression) => {
    start(meet, meetCall({ trayOpen: true }));
    await react(expression);
    expect(pressed()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it.each([0, 350, 1200])('opens the tray, waits %d ms for it, presses, and closes it', async (after) => {
    const page = start(meet, meetCall());
    trayOpens(page, tray(), after);
    await react('happy');
    expect(pressed()).toEqual(['opener', '😂', 'opener']);
    expect(page.querySelector('.tray')).toBeNull();
  });

  it('leaves a tray open that was open', async () => {
    const page = start(meet, meetCall({ trayOpen: true }));
    await react('happy');
    expect(page.querySelector('.tray')).not.toBeNull();
  });

  it.each([
    'Reaktion senden',
    'Enviar una reacción',
    'Envoyer une réaction',
    'Enviar uma reação',
    'リアクションを送信',
  ])('finds button and tray named %s', async (name) => {
    trayOpens(start(meet, meetCall({ reactions: name })), tray(name));
    await react('surprised');
    expect(pressed()).toEqual(['opener', '😮', 'opener']);
  });

  it('finds an open tray in a language nobody wrote down, by what it holds', async () => {
    start(meet, meetCall({ reactions: 'Szólj hozzá', trayOpen: true }));
    await react('happy');
    expect(pressed()).toEqual(['😂']);
  });

  it('presses nothing a chat message offers, however alike', async () => {
    start(meet, meetCall({ reactions: null, more: MEET_CHAT }));
    await react('happy');
    expect(pressed()).toEqual([]);
    expect(problems).toEqual(['Google Meet’s reaction button was not found, so no reaction is sent.']);
  });

  it('presses the right one beside a chat message that looks alike', async () => {
    const page = start(meet, meetCall({ trayOpen: true, more: MEET_CHAT }));
    await react('happy');
    expect(presses).toEqual([page.querySelector('.tray [data-emoji="😂"]')]);
  });

  it('presses nothing where six emoji buttons of a page are no tray', async () => {
    const fake = ['💖', '💖', '😂', '😂', '😮', '😢', '🤔'].map(
      (emoji) => `<button data-emoji="${emoji}"></button>`,
    );
    start(meet, meetCall({ reactions: null, more: `<div>${fake.join('')}</div>` }));
    await react('happy');
    expect(pressed()).toEqual([]);
  });

  it('gives up on a tray that does not come, once, and says so', async () => {
    start(meet, meetCall());
    await react('happy');
    expect(pressed()).toEqual(['opener']);
    expect(problems).toEqual(['Google Meet’s reaction tray was not found, so no reaction is sent.']);
  });

  it('presses no emoji of which there are two, and closes the tray it opened', async () => {
    const page = start(meet, meetCall());
    trayOpens(page, tray().replace('</div>', '<button data-emoji="😂"></button></div>'));
    await react('happy');
    expect(pressed()).toEqual(['opener', 'opener']);
    expect(problems).toEqual(['Google Meet’s 😂 button was not found, so no reaction is sent.']);
  });

  it('presses nothing where there are two openers', async () => {
    start(meet, meetCall({ more: '<button aria-label="Reactions"></button>' }));
    await react('happy');
    expect(pressed()).toEqual([]);
  });

  it.each(['disabled', 'aria-disabled="true"', 'hidden', 'inert'])(
    'presses no button that is %s',
    async (state) => {
      start(
        meet,
        meetCall({ trayOpen: true }).replace('<button data-emoji="😂"', `<button ${state} data-emoji="😂"`),
      );
      await react('happy');
      expect(pressed()).toEqual([]);
      expect(problems).toHaveLength(1);
    },
  );

  it('presses nothing that is no button', async () => {
    start(
      meet,
      meetCall({ trayOpen: true }).replace(
        /<button data-emoji="😂"(.*?)<\/button>/,
        '<a data-emoji="😂"$1</a>',
      ),
    );
    await react('happy');
    expect(pressed()).toEqual([]);
  });
});

describe('on Google Meet with a tray that holds any emoji', () => {
  const ALL = Array.from({ length: 30 }, (_, n) => String.fromCodePoint(0x1f600 + n));
  const button = (emoji: string) => `<button data-emoji="${emoji}"></button>`;
  const quick = tray(null);
  const list = `<div class="all">${[...ALL, '😮', '😢', '❤️'].map(button).join('')}</div>`;
  const full = (...parts: string[]) =>
    `<div aria-label="Send a reaction" class="tray">${parts.join('')}</div>`;
  const own = (emoji: string) => ({ emoji, slot: 'happy.clear' });

  it.each([
    ['a first row and all emoji', full(quick, list)],
    ['emoji used lately and all emoji', full(`<div>${['😂', '🎉', '😮'].map(button).join('')}</div>`, list)],
    ['all emoji before the first row', full(list, quick)],
  ])('presses once where it has %s', async (_, html) => {
    start(meet, meetCall({ more: html }));
    await react('happy');
    expect(pressed()).toEqual(['😂']);
  });

  it('presses the user’s own emoji, be it written with or without the sign for coloured pictures', async () => {
    start(meet, meetCall({ more: full(list) }));
    await react('happy', Date.now(), own('2764'));
    expect(pressed()).toEqual(['❤️']);
  });

  it('shows all emoji where the user’s own is not in sight', async () => {
    const page = start(meet, meetCall({ more: full(quick, '<button aria-label="More emojis"></button>') }));
    page.querySelector('[aria-label="More emojis"]')!.addEventListener('click', () => {
      page.querySelector('.tray')!.insertAdjacentHTML('beforeend', list);
    });
    await react('happy', Date.now(), own('1f60b'));
    expect(pressed()).toEqual(['More emojis', '😋']);
  });

  it('presses the one that stands for the expression where the user’s own is nowhere', async () => {
    start(meet, meetCall({ trayOpen: true }));
    await react('happy', Date.now(), own('1f98a'));
    expect(pressed()).toEqual(['😂']);
  });
});

describe('on other sites', () => {
  it('Zoom 7.2: a tray whose buttons have their names as tooltips', async () => {
    const page = start(zoom, pages.ZOOM_CALL_7_2);
    trayOpens(page, pages.ZOOM_TRAY_7_2, 200);
    await react('happy');
    expect(presses.map((each) => each.getAttribute('data-tooltip') ?? each.id)).toEqual([
      'opener',
      'Joy',
      'opener',
    ]);
  });

  it('Teams of July 2026: an opener without its raised hand', async () => {
    const call = pages.TEAMS_CALL.replace(
      /<button id="reaction-menu-button"/,
      '<button id="opener" data-tid="reaction-menu-button-without-raise-hand"',
    );
    expect(call).toContain('without-raise-hand');
    trayOpens(start(teams, call), pages.TEAMS_TRAY, 200);
    await react('happy');
    expect(pressed()).toEqual(['opener', 'laugh-button', 'opener']);
  });

  it.each([
    ['Zoom', zoom, pages.ZOOM_CALL, pages.ZOOM_TRAY, 'happy', ['opener', 'Joy', 'opener']],
    ['Zoom', zoom, pages.ZOOM_CALL, pages.ZOOM_TRAY, 'surprised', ['opener', 'Open Mouth', 'opener']],
    ['Zoom', zoom, pages.ZOOM_CALL, pages.ZOOM_TRAY, 'sad', []],
    [
      'Teams',
      teams,
      pages.TEAMS_CALL,
      pages.TEAMS_TRAY,
      'happy',
      ['reaction-menu-button', 'laugh-button', 'reaction-menu-button'],
    ],
    [
      'Teams',
      teams,
      pages.TEAMS_CALL,
      pages.TEAMS_TRAY,
      'surprised',
      ['reaction-menu-button', 'surprised-button', 'reaction-menu-button'],
    ],
    ['Jitsi', jitsi, pages.JITSI_CALL, pages.JITSI_TRAY, 'happy', ['Reactions', 'Send 😂', 'Reactions']],
    ['Jitsi', jitsi, pages.JITSI_CALL, pages.JITSI_TRAY, 'surprised', ['Reactions', 'Send 😮', 'Reactions']],
  ] as const)('%s %#: %s', async (_, site, call, open, expression, expected) => {
    trayOpens(start(site, call), open, 200);
    await react(expression);
    expect(pressed()).toEqual(expected);
  });

  it('closes no tray that closed by itself', async () => {
    const page = start(zoom, pages.ZOOM_CALL);
    trayOpens(page, pages.ZOOM_TRAY);
    const over = new AbortController();
    onTestFinished(() => over.abort());
    const onClick = ({ target }: Event): void => {
      if ((target as Element).matches('.reaction-simple-picker__block'))
        page.querySelector('#holder')?.remove();
    };
    page.body.addEventListener('click', onClick, { signal: over.signal });
    await react('happy');
    expect(pressed()).toEqual(['opener', 'Joy']);
  });

  it('has no reaction for angry and fearful anywhere, even where data would say otherwise', () => {
    for (const { elements } of SITES) {
      if (!elements.reactions) continue;
      const anything = elements.reactions.opener;
      const all = Object.fromEntries(EXPRESSIONS.map((expression) => [expression, anything]));
      for (const expression of ['angry', 'fearful', 'neutral'] as const) {
        expect(nativeButton({ ...elements.reactions, buttons: all }, expression)).toBeNull();
      }
    }
  });
});

describe('an emoji that the user picked', () => {
  const pick = (emoji: string, chosen: object = {}) =>
    react('neutral', Date.now(), { emoji, picked: true, ...chosen });

  it.each([
    ['Meet, tray open', meet, meetCall({ trayOpen: true }), null, '1f44d', ['👍']],
    ['Meet', meet, meetCall(), tray(), '1f389', ['opener', '🎉', 'opener']],
    ['Meet, in the user’s skin tone', meet, meetCall({ trayOpen: true }), null, '1f44d-1f3fd', ['👍🏽']],
    ['Meet, in a tone it lacks', meet, meetCall({ trayOpen: true }), null, '1f44f-1f3fd', ['👏']],
    ['Zoom', zoom, pages.ZOOM_CALL, pages.ZOOM_TRAY, '1f44d', ['opener', 'Thumbs Up', 'opener']],
    ['Zoom', zoom, pages.ZOOM_CALL, pages.ZOOM_TRAY, '2764-fe0f', ['opener', 'Heart', 'opener']],
    [
      'Teams',
      teams,
      pages.TEAMS_CALL,
      pages.TEAMS_TRAY,
      '1f44d-1f3fb',
      ['reaction-menu-button', 'like-button', 'reaction-menu-button'],
    ],
    ['Jitsi', jitsi, pages.JITSI_CALL, pages.JITSI_TRAY, '1f44d', ['Reactions', 'Send 👍', 'Reactions']],
  ] as const)('%s: is pressed once, and nothing else', async (_, site, call, open, emoji, expected) => {
    const page = start(site, call);
    if (open) trayOpens(page, open, 200);
    await pick(emoji);
    expect(pressed()).toEqual(expected);
    expect(problems).toEqual([null]);
  });

  it('is taken from the list of all emoji where the tray does not show it', async () => {
    const page = start(
      meet,
      meetCall({
        more: `<div class="tray" aria-label="Send a reaction">${tray(null)}<button aria-label="More emojis"></button></div>`,
      }),
    );
    page.querySelector('[aria-label="More emojis"]')!.addEventListener('click', () => {
      page.querySelector('.tray')!.insertAdjacentHTML('beforeend', '<button data-emoji="🦊"></button>');
    });
    await pick('1f98a');
    expect(pressed()).toEqual(['More emojis', '🦊']);
  });

  it.each([
    ['that the site lacks', jitsi, pages.JITSI_CALL, { emoji: '1f389' }],
    ['that stands for an own image', zoom, pages.ZOOM_CALL, { emoji: '1f44d', image: 'own-1' }],
  ])(
    '%s is not replaced by another one, and nothing is opened',
    async (_, site, call, { emoji, ...chosen }) => {
      start(site, call);
      await pick(emoji, chosen);
      expect(pressed()).toEqual([]);
      expect(problems).toEqual([]);
    },
  );

  it('that is nowhere in the tray is not replaced, and the tray closes again', async () => {
    const page = start(meet, meetCall());
    trayOpens(page, tray());
    await pick('1f98a');
    expect(pressed()).toEqual(['opener', 'opener']);
    expect(problems).toEqual(['Google Meet’s 🦊 button was not found, so no reaction is sent.']);
  });

  it('does not wait for the gap of those that come by themselves', async () => {
    start(meet, meetCall({ trayOpen: true }));
    output.react({ time: Date.now(), expression: 'happy', confidence: 0.9, emoji: '1f604' });
    await vi.advanceTimersByTimeAsync(500);
    await pick('1f44d');
    expect(pressed()).toEqual(['😂', '👍']);
  });

  it('says whether it was pressed', async () => {
    start(meet, meetCall({ trayOpen: true }));
    const one = { time: Date.now(), expression: 'neutral', confidence: 1, picked: true } as const;
    const sent = output.react({ ...one, emoji: '1f44d' });
    expect(await output.react({ ...one, emoji: '1f44f' })).toBe(false); // one at a time
    await vi.advanceTimersByTimeAsync(1000);
    expect(await sent).toBe(true);
  });
});

describe('when', () => {
  it('only while it is allowed', async () => {
    start(meet, meetCall({ trayOpen: true }));
    allowed = false;
    await react('happy');
    expect(pressed()).toEqual([]);
  });

  it('not more often than the least gap', async () => {
    start(meet, meetCall({ trayOpen: true }));
    for (let n = 0; n < 40; n++) {
      output.react({ time: Date.now(), expression: 'happy', confidence: 1, emoji: '1f604' });
      await vi.advanceTimersByTimeAsync(LEAST_GAP / 4);
    }
    expect(presses).toHaveLength(10);
  });

  it('also not after a failure', async () => {
    start(meet, meetCall({ reactions: null }));
    for (let n = 0; n < 8; n++) {
      output.react({ time: Date.now(), expression: 'happy', confidence: 1, emoji: '1f604' });
      await vi.advanceTimersByTimeAsync(LEAST_GAP / 4);
    }
    expect(problems).toHaveLength(2);
  });

  it('not for a moment that is long over', async () => {
    start(meet, meetCall({ trayOpen: true }));
    await react('happy', Date.now() - 60_000);
    expect(pressed()).toEqual([]);
  });

  it('never after it is disposed of, also in the middle of it', async () => {
    const page = start(meet, meetCall());
    trayOpens(page, tray(), 700);
    output.react({ time: Date.now(), expression: 'happy', confidence: 1, emoji: '1f604' });
    await vi.advanceTimersByTimeAsync(400);
    output.dispose();
    await vi.advanceTimersByTimeAsync(5000);
    expect(pressed()).not.toContain('😂');
    expect(problems).toEqual([]);
  });
});
