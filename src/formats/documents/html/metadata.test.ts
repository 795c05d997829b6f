import { describe, expect, it } from 'vitest';
import type { DocumentMetadata } from '../../../core/project/records.ts';
import { withoutSite } from './metadata.ts';
import { readHtml } from './reader.ts';

const article =
  '<p>The delegations met on Friday in the harbour town, where they discussed the exchange of prisoners and the ferries.</p>';

function metadata(head: string, body = article, fileName = 'page.html'): DocumentMetadata {
  return readHtml({ bytes: Buffer.from(`<html><head>${head}</head><body>${body}</body></html>`), fileName })
    .metadata;
}

const linked = (data: unknown): string =>
  `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

describe('what a page says of itself', () => {
  it('is read from JSON-LD first', () => {
    const found = metadata(
      `${linked({
        '@context': 'https://schema.org',
        '@graph': [
          { '@type': 'Organization', '@id': '#org', name: 'The Alder Gazette' },
          { '@type': 'Person', '@id': '#ida', name: 'Ida Lind' },
          {
            '@type': ['Article', 'NewsArticle'],
            headline: 'Talks resume in Port Alder',
            datePublished: '2024-12-20T23:30:00+03:00',
            dateModified: '2024-12-21',
            author: [{ '@id': '#ida' }, { '@type': 'Person', name: 'R. Holm' }],
            publisher: { '@id': '#org' },
            inLanguage: 'en-GB',
            articleSection: ['World'],
            mainEntityOfPage: { '@id': 'https://gazette.example/talks' },
          },
        ],
      })}<meta name="author" content="Web desk"><meta property="og:title" content="Talks!">`,
    );
    expect(found).toEqual({
      title: 'Talks resume in Port Alder',
      author: 'Ida Lind, R. Holm',
      date: '2024-12-20',
      language: 'en-GB',
      source: 'The Alder Gazette',
      fields: { site: 'The Alder Gazette', section: 'World', modified: '2024-12-21' },
    });
  });

  it.each<[string, string]>([
    ['an array', linked([{ '@type': 'BreadcrumbList' }, { '@type': 'NewsArticle', headline: 'Talks' }])],
    [
      'a nested object',
      linked({ '@type': 'WebPage', mainEntity: { '@type': 'Article', headline: 'Talks' } }),
    ],
    ['a full type address', linked({ '@type': 'http://schema.org/BlogPosting', headline: 'Talks' })],
    [
      'a script in a comment',
      `<script type="application/ld+json"><!-- {"@type":"Article","headline":"Talks"} --></script>`,
    ],
    [
      'raw newlines',
      '<script type="application/ld+json">{"@type":"Article",\n"headline":"Ta\nlks"}</script>'.replace(
        'Ta\nlks',
        'Talks',
      ),
    ],
    [
      'a second script after a broken one',
      `<script type="application/ld+json">{oops</script>${linked({ '@type': 'Article', headline: 'Talks' })}`,
    ],
  ])('is found in JSON-LD as %s', (_name, head) => {
    expect(metadata(head).title).toBe('Talks');
  });

  it('is read from OpenGraph, meta and the canonical link', () => {
    expect(
      metadata(
        '<title>x</title><meta property="og:title" content="Talks resume – The Alder Gazette"><meta property="og:site_name" content="The Alder Gazette">' +
          '<meta property="article:published_time" content="2024-12-20T10:00:00Z"><meta name="author" content="By Ida Lind">' +
          '<link rel="canonical" href="https://gazette.example/talks"><meta name="keywords" content="talks, ferries">',
      ),
    ).toEqual({
      title: 'Talks resume',
      author: 'Ida Lind',
      date: '2024-12-20',
      source: 'https://gazette.example/talks',
      language: 'en',
      fields: { site: 'The Alder Gazette', keywords: 'talks, ferries' },
    });
  });

  it('is guessed from the page where its head is silent', () => {
    const found = metadata(
      '<title>Talks resume in Port Alder | The Alder Gazette</title>',
      `<h1>Talks resume in Port Alder</h1><p><a rel="author" href="/ida">By Ida Lind</a></p><p>Friday, 20 December 2024</p>${article}`,
    );
    expect(found).toMatchObject({
      title: 'Talks resume in Port Alder',
      author: 'Ida Lind',
      date: '2024-12-20',
    });
  });

  it('takes the headline that the title begins with, whatever it is set in', () => {
    const body = `<font size=4><b>Переговоры возобновились</b></font><br><i>20.12.2004</i><br><br>${article}`;
    expect(metadata('<title>Переговоры возобновились - Новости - Газета</title>', body).title).toBe(
      'Переговоры возобновились',
    );
  });

  it.each([
    ['<h1>Перамовы</h1><p>20 снежня 2024, 18:30</p>', '2024-12-20'],
    ['<h1>Переговоры</h1><p>20 декабря 2024 г.</p>', '2024-12-20'],
    ['<h1>Gespräche</h1><p>Stand: 20. Dezember 2024</p>', '2024-12-20'],
    ['<h1>Talks</h1><time datetime="2024-12-20">yesterday</time>', '2024-12-20'],
  ])('finds the date in %s', (body, date) => {
    expect(metadata('', body + article).date).toBe(date);
  });

  it('finds the date in the address and in the file name', () => {
    expect(metadata('<link rel=canonical href="https://gazette.example/2024/12/20/talks">').date).toBe(
      '2024-12-20',
    );
    expect(metadata('', article, '2024-12-20_talks.html').date).toBe('2024-12-20');
  });

  it('takes the address that the browser noted when it saved the page', () => {
    const saved = (note: string): DocumentMetadata =>
      readHtml({
        bytes: Buffer.from(`<!doctype html>\n${note}<html><body><a href="/x">x</a>${article}</body></html>`),
        fileName: 'p.html',
      }).metadata;
    expect(saved('<!-- saved from url=(0029)https://gazette.example/talks -->').source).toBe(
      'https://gazette.example/talks',
    );
    expect(
      saved('<!--\n Page saved with SingleFile \n url: https://gazette.example/talks \n-->').source,
    ).toBe('https://gazette.example/talks');
    expect(saved('<!-- saved from url=(0014)about:internet -->').source).toBe('');
  });

  it.each([
    ['en', 'en', article, 'en'],
    ['en-us', 'en-US', article, 'en-US'],
    [
      'ru_RU',
      'ru-RU',
      '<p>Министр заявил, что переговоры начнутся в понедельник, если стороны договорятся.</p>',
      'ru-RU',
    ],
    [
      'en',
      'a template’s language',
      '<p>Міністр заявіў, што перамовы пачнуцца ў панядзелак, калі бакі дамовяцца.</p>',
      'be',
    ],
    ['not a language', 'nonsense', article, 'en'],
  ])('declared as %s (%s)', (declared, _why, body, language) => {
    const bytes = Buffer.from(`<html lang="${declared}"><body>${body}</body></html>`);
    expect(readHtml({ bytes, fileName: 'p.html' }).metadata.language).toBe(language);
  });

  it('keeps nothing but text and web addresses', () => {
    const found = metadata(
      '<link rel=canonical href="javascript:alert(1)"><meta property="og:url" content="file:///etc/passwd">' +
        '<meta name="author" content="https://gazette.example/ida"><base href="data:text/html,x">',
    );
    expect(found).toMatchObject({ source: '', author: '' });
  });
});

describe('a title without the site’s name', () => {
  it.each([
    ['Talks resume in Port Alder | The Alder Gazette', '', 'Talks resume in Port Alder'],
    ['Talks resume in Port Alder - The Alder Gazette', 'The Alder Gazette', 'Talks resume in Port Alder'],
    [
      'Talks resume in Port Alder — World — The Alder Gazette',
      'The Alder Gazette',
      'Talks resume in Port Alder — World',
    ],
    ['Talks resume – and end at once', '', 'Talks resume – and end at once'],
    ['Talks resume – and end at once', 'The Alder Gazette', 'Talks resume – and end at once'],
    ['Short | Site', '', 'Short | Site'],
  ])('%s (%s)', (title, site, expected) => {
    expect(withoutSite(title, site)).toBe(expected);
  });
});
