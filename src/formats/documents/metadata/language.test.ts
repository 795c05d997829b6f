import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';

describe('the language of a text', () => {
  it.each([
    ['be', 'Міністр заявіў, што перамовы пачнуцца ў панядзелак, калі бакі дамовяцца пра парадак сустрэчы.'],
    ['be', 'Старонкі пагадзіліся на сустрэчу, але месца яшчэ не вядомае, кажуць назіральнікі.'],
    [
      'uk',
      'Міністр заявив, що переговори розпочнуться в понеділок, якщо сторони домовляться про порядок зустрічі.',
    ],
    [
      'ru',
      'Министр заявил, что переговоры начнутся в понедельник, если стороны договорятся о порядке встречи.',
    ],
    [
      'ru',
      'Главы делегаций Лукашэнка, Ўласаў и другие прибыли на встречу, но переговоры еще не начались, и условия обсуждаются.',
    ],
    [
      'en',
      'The minister said that the talks would begin on Monday if the sides agreed on the order of the meeting.',
    ],
    [
      'de',
      'Der Minister sagte, dass die Gespräche am Montag beginnen, wenn sich die Seiten über den Ablauf einigen.',
    ],
    [
      'fr',
      'Le ministre a déclaré que les pourparlers commenceraient lundi si les parties s’accordaient sur la rencontre.',
    ],
    [
      'pl',
      'Minister oświadczył, że rozmowy rozpoczną się w poniedziałek, jeśli strony uzgodnią porządek spotkania.',
    ],
    ['he', 'השר אמר שהשיחות יתחילו ביום שני אם הצדדים יסכימו על סדר הפגישה.'],
    ['zh', '部长表示，如果双方就会议程序达成一致，谈判将于星期一开始，并将持续到周末。'],
    ['', 'Yes.'],
    ['', '12 345 678'],
  ])('%s: %s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });
});
