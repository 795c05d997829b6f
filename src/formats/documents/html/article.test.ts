import { describe, expect, it } from 'vitest';
import { checkStructure } from '../../../core/text/check.ts';
import { applyCuts } from '../../../core/text/cuts.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { outlineOf } from '../testing/outline.ts';
import { readHtml } from './reader.ts';

function read(html: string): ParsedDocument {
  const document = readHtml({ bytes: Buffer.from(html), fileName: 'page.html' });
  expect(checkStructure(document)).toEqual([]);
  for (const { start, end } of document.cuts) expect(end).toBeGreaterThan(start);
  return document;
}

/** What is left when the cuts that are selected are carried out. */
function kept(document: ParsedDocument): string {
  return applyCuts(
    document,
    document.cuts.filter(({ selected }) => selected),
  ).text;
}

const prose = [
  'The delegations met on Friday in the harbour town, where for the first time in a year they discussed the exchange of prisoners, the ferries and the crossing that had been closed in spring.',
  '“We will not sign anything today,” the head of one delegation said, adding that the conditions, set out in a letter in May, had not been met by either side.',
  'Observers expect the talks to go on in January, although the dates have not been agreed upon, and nobody has confirmed where the next round, if there is one, is to take place.',
];

const newsPage = `<!doctype html><html lang="en"><head><title>Talks resume in Port Alder | The Alder Gazette</title>
<meta property="og:site_name" content="The Alder Gazette"></head><body class="single-post comments-open">
<header class="site-header"><a href="/">The Alder Gazette</a><nav><ul><li><a href="/w">World</a><li><a href="/s">Sport</a></ul></nav></header>
<div class="cookie-banner">This site uses cookies to serve you better. <button>Accept</button></div>
<main><article>
<div class="breadcrumbs"><a href="/">Home</a> › <a href="/w">World</a></div>
<h1>Talks resume in Port Alder</h1>
<p class="standfirst">After a year of silence the sides are at one table.</p>
<div class="byline">By Ida Lind</div><time datetime="2024-12-20T18:00:00+01:00">20 December 2024</time>
<div class="social-share"><a href="#">Share on Facebook</a> <a href="#">Tweet</a></div>
<figure><img src="a.jpg"><figcaption>Ferries in the harbour. Photo: R. Holm</figcaption></figure>
<p>${prose[0]}</p>
<p>${prose[1]}</p>
<div class="newsletter-box"><h3>The week in brief</h3><p>Every Friday in your inbox.</p><button>Subscribe</button></div>
<h2>What comes next</h2>
<p>${prose[2]}</p>
<p>Read also: <a href="/other">What the ferries carry</a></p>
<ul><li>the exchange of prisoners, which both sides want</li><li>the ferries, which neither side will pay for</li></ul>
<aside class="related"><h3>Related articles</h3><ul><li><a href="/1">A year without ferries</a><li><a href="/2">Who pays for the crossing</a></ul></aside>
</article>
<section id="comments"><h2>2 comments</h2><p>First! I do not believe a word of it, they said the same last year and the year before that.</p></section>
</main>
<footer><p>© 2024 The Alder Gazette. All rights reserved.</p><a href="/p">Privacy policy</a></footer></body></html>`;

describe('a news page', () => {
  const document = read(newsPage);

  it('keeps everything in the text and proposes for cutting what is not the article', () => {
    expect(outlineOf(document)).toEqual([
      '*navigation p The Alder Gazette',
      '*navigation li1 World',
      '*navigation li1 Sport',
      '*legal p This site uses cookies to serve you better.',
      '*legal p Accept',
      '*navigation p Home › World',
      'h1 Talks resume in Port Alder',
      'p After a year of silence the sides are at one table.',
      'p By Ida Lind',
      'p 20 December 2024',
      '*share p Share on Facebook Tweet',
      '~caption caption Ferries in the harbour. Photo: R. Holm',
      `p ${prose[0]}`,
      `p ${prose[1]}`,
      '*subscription h3 The week in brief',
      '*subscription p Every Friday in your inbox.',
      '*subscription p Subscribe',
      'h2 What comes next',
      `p ${prose[2]}`,
      '*related p Read also: What the ferries carry',
      'li1 the exchange of prisoners, which both sides want',
      'li1 the ferries, which neither side will pay for',
      '*related h3 Related articles',
      '*related li1 A year without ferries',
      '*related li1 Who pays for the crossing',
      '*comments h2 2 comments',
      '*comments p First! I do not believe a word of it, they said the same last year and the year before that.',
      '*legal p © 2024 The Alder Gazette. All rights reserved.',
      '*navigation p Privacy policy',
    ]);
  });

  it('is the article when the selected cuts are carried out', () => {
    expect(kept(document)).toBe(
      [
        'Talks resume in Port Alder',
        'After a year of silence the sides are at one table.',
        'By Ida Lind',
        '20 December 2024',
        'Ferries in the harbour. Photo: R. Holm',
        prose[0],
        prose[1],
        'What comes next',
        prose[2],
        'the exchange of prisoners, which both sides want\nthe ferries, which neither side will pay for',
      ].join('\n\n'),
    );
  });

  it('joins neighbours with the same fate into one cut', () => {
    expect(document.cuts.map(({ reason }) => reason)).toEqual([
      'navigation',
      'legal',
      'navigation',
      'share',
      'caption',
      'subscription',
      'related',
      'related',
      'comments',
      'legal',
      'navigation',
    ]);
  });
});

const body = prose.map((paragraph) => `<p>${paragraph}</p>`).join('');
const page = (inside: string): string =>
  `<html><body><div class="content"><h1>Talks</h1>${inside}</div></body></html>`;

describe('furniture within the article', () => {
  it.each<[string, string, string]>([
    ['subscription', 'en', 'Subscribe to our newsletter'],
    ['subscription', 'en', 'Sign up for our daily news updates'],
    ['subscription', 'ru', 'Подпишитесь на нашу рассылку'],
    ['subscription', 'ru', 'Подписывайтесь на наш канал в Telegram'],
    ['subscription', 'be', 'Падпішыцеся на нашу рассылку'],
    ['subscription', 'be', '👉 Падпісвайцеся на наш канал'],
    ['subscription', 'uk', 'Підпишіться на нашу розсилку'],
    ['subscription', 'uk', 'Підписуйтесь на наш канал'],
    ['subscription', 'de', 'Jetzt Newsletter abonnieren'],
    ['subscription', 'fr', 'Abonnez-vous à notre infolettre'],
    ['subscription', 'pl', 'Zapisz się do newslettera'],
    ['related', 'en', 'Read more: What the ferries carry'],
    ['related', 'ru', 'Читайте также: Что везут паромы'],
    ['related', 'be', 'Чытайце таксама'],
    ['related', 'uk', 'Читайте також:'],
    ['related', 'de', 'Lesen Sie auch: Was die Fähren bringen'],
    ['related', 'fr', 'À lire aussi : Ce que portent les bacs'],
    ['related', 'pl', 'Czytaj także'],
    ['share', 'en', 'Share this article'],
    ['share', 'ru', 'Поделиться в социальных сетях'],
    ['share', 'be', 'Падзяліцца'],
    ['comments', 'en', 'Leave a comment'],
    ['comments', 'ru', 'Оставить комментарий'],
    ['legal', 'en', '© 2024 The Alder Gazette'],
    ['legal', 'ru', 'Все права защищены.'],
    ['legal', 'be', 'Усе правы абаронены'],
  ])('is told as %s by its wording (%s): %s', (reason, _language, text) => {
    const document = read(page(`${body}<p>${text}</p>${body}`));
    expect(outlineOf(document).filter((line) => line.startsWith('*'))).toEqual([`*${reason} p ${text}`]);
  });

  it.each([
    'Subscribe is what the law calls it when a member signs the charter of the league in person and before witnesses.',
    'Подписка о невыезде была взята с него в тот же вечер, сообщил адвокат.',
    'Подписание договора отложено до весны.',
    'Read more than one paper, the minister advised, and believe none of them.',
    'Share prices fell after the talks had been broken off without a date for another round.',
    'Комментарии министра не заставили себя ждать: он назвал условия неприемлемыми.',
    'Copyright is one of the questions on which the sides have not come to terms.',
    'Facebook',
  ])('is not what only begins like it: %s', (text) => {
    const document = read(page(`${body}<p>${text}</p>${body}`));
    expect(outlineOf(document)).toContain(`p ${text}`);
  });

  it('goes on over the links that follow “read also”', () => {
    const links =
      '<p><b>Читайте также:</b></p><ul><li><a href="/1">Год без паромов</a><li><a href="/2">Кто платит за переправу</a></ul>';
    const document = read(page(`${body}${links}<ul><li>a point of the agreement, in words</li></ul>${body}`));
    expect(outlineOf(document).filter((line) => /li1|related/.test(line))).toEqual([
      '*related p Читайте также:',
      '*related li1 Год без паромов',
      '*related li1 Кто платит за переправу',
      'li1 a point of the agreement, in words',
    ]);
  });

  it('is told by the class of a small box, not by that of the whole article', () => {
    const box = (name: string): string =>
      `<div class="${name}"><p>A box of words that say nothing of what it is.</p></div>`;
    const boxed = read(
      page(`${body}${box('share-buttons')}${box('newsletter-signup')}${box('photo-caption')}${body}`),
    );
    expect(
      outlineOf(boxed)
        .filter((line) => /^[*~]/.test(line))
        .map((line) => line.split(' ')[0]),
    ).toEqual(['*share', '*subscription', '~caption']);
    const whole = read(
      `<html><body><div class="popular social-history">${body}${body}${body}${body}</div></body></html>`,
    );
    expect(whole.cuts).toEqual([]);
  });

  it('is not sought in the cells of a table', () => {
    const table =
      '<table><tr><th>Site<th>Readers<tr><td>Facebook<td>12<tr><td>Share<td>3<tr><td>X<td>4</table>';
    expect(read(page(`${body}${table}${body}`)).cuts).toEqual([]);
  });
});

describe('pages without an article', () => {
  it('are taken whole, with their furniture proposed', () => {
    const document = read(
      '<nav><a href="/">Home</a></nav><p>A short note.</p><p>Another.</p><p>Subscribe to our newsletter</p>',
    );
    expect(outlineOf(document)).toEqual([
      '*navigation p Home',
      'p A short note.',
      'p Another.',
      '*subscription p Subscribe to our newsletter',
    ]);
  });

  it('are taken whole where there is too much of them to seek one', () => {
    const many = Array.from(
      { length: 11_000 },
      (_, index) => `<p>Entry number ${index} of the list.</p>`,
    ).join('');
    const document = read(`<nav>Menu</nav>${many}`);
    expect(document.blocks.length).toBe(11_001);
    expect(document.cuts.map(({ reason }) => reason)).toEqual(['navigation']);
  });

  it('are refused where they hold nothing', () => {
    for (const html of ['<p>&nbsp;</p>', '<script>document.write("x")</script>', '<hr>', '<!doctype html>']) {
      expect(() => readHtml({ bytes: Buffer.from(html), fileName: 'page.html' })).toThrow(
        expect.objectContaining({ code: 'file-empty' }),
      );
    }
  });
});

describe('prose that the search for the article would lose', () => {
  it('is not selected for cutting amidst the article', () => {
    const aside =
      'The crossing was opened in 1987, closed twice since, and stands for most of what the sides cannot agree upon.';
    const document = read(page(`${body}<div class="sidebar widget"><p>${aside}</p></div>${body}`));
    expect(kept(document)).toContain(aside);
  });
});
