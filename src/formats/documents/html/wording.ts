import type { CutReason } from '../../../core/text/parsed.ts';

/**
 * How the furniture of pages is worded, in English, Russian, Belarusian, Ukrainian, German, French and Polish. An
 * expression meets the whole of a short block, its white space single, without the signs before its first letter.
 */

export interface Wording {
  readonly reason: CutReason;
  /** words that an article hardly uses as a paragraph of its own: they are furniture within the article, too */
  readonly certain: readonly RegExp[];
  /** words that stand alone in lists of articles as well: furniture only outside the article */
  readonly likely?: readonly RegExp[];
}

/** The end of a heading such as “Read more” or “Read more:”. */
const END = String.raw`(?:\s*[:…]|\s*$)`;
const heading = (words: string): RegExp => new RegExp(`^(?:${words})${END}`, 'iu');
const whole = (words: string): RegExp => new RegExp(`^(?:${words})[.!:…]*$`, 'iu');

export const WORDINGS: readonly Wording[] = [
  {
    reason: 'subscription',
    certain: [
      /^(?:please\s+)?(?:subscribe|sign\s+up)\b.{0,80}?\b(?:news|newsletters?|e-?mails?|channel|telegram|youtube|whatsapp|updates|podcast|us|now|today|alerts)\b/iu,
      /^(?:get|join|receive)\b.{0,80}\b(?:newsletters?|inbox)\b/iu,
      /^subscribe\s+to\s+(?:our|the|my)\b/iu,
      whole('subscribe(?:\\s+now|\\s+today)?|newsletters?|sign\\s+up'),
      /^(?:чтобы\s.{0,60})?подпи(?:шитесь|сывайтесь|шись|сывайся)(?!\p{L})/iu,
      /^подпис(?:аться|ка)(?:\s+на\s|$)/iu,
      /^присоединяйтесь\s+к\s+(?:нам|наш)/iu,
      /^падпі(?:шыцеся|свайцеся|шыся)(?!\p{L})/iu,
      /^падпіс(?:ацца|ка)(?:\s+на\s|$)/iu,
      /^далучайцеся\s+да\s+(?:нас|наш)/iu,
      /^підпи(?:шіться|сывайтесь|суйтесь|шись)(?!\p{L})/iu,
      /^підпис(?:атися|ка)(?:\s+на\s|$)/iu,
      /^приєднуйтесь\s+до\s+(?:нас|наш)/iu,
      /^(?:jetzt\s+)?abonnieren(?:\s+sie)?\b.{0,80}(?:newsletter|kanal|podcast|$)/iu,
      /\bnewsletter\s+(?:abonnieren|anmelden|bestellen)/iu,
      /^(?:abonnez-vous|inscrivez-vous)(?!\p{L})|^(?:recevez|recevoir)\b.{0,60}newsletter/iu,
      whole("s[’']abonner|s[’']inscrire"),
      /^(?:zapisz\s+się\s+(?:na|do)|subskrybuj|zaprenumeruj)(?!\p{L})/iu,
    ],
  },
  {
    reason: 'related',
    certain: [
      heading(
        'read\\s+(?:more|also|next)|also\\s+read|see\\s+also|related(?:\\s+(?:articles?|stories|news|posts|topics|content|coverage))?',
      ),
      heading(
        'more\\s+(?:on\\s+this|stories|news|from\\s+.{1,40})|most\\s+(?:read|popular|viewed)|recommended(?:\\s+(?:for\\s+you|stories))?',
      ),
      heading("you\\s+(?:may|might)\\s+also\\s+like|don[’']t\\s+miss"),
      heading(
        'читайте\\s+(?:также|ещ[её]|по\\s+теме)|читать\\s+(?:также|дальше)|смотрите\\s+также|(?:материалы\\s+|ещ[её]\\s+)?по\\s+теме',
      ),
      heading(
        'похожие\\s+(?:новости|материалы|статьи)|самое\\s+(?:читаемое|популярное)|другие\\s+новости|рекомендуем(?:\\s+почитать)?',
      ),
      heading(
        'чытайце\\s+(?:таксама|яшчэ|па\\s+тэме)|глядзіце\\s+таксама|(?:матэрыялы\\s+|яшчэ\\s+)?па\\s+тэме',
      ),
      heading('падобныя\\s+(?:навіны|матэрыялы|артыкулы)|самае\\s+(?:чытанае|папулярнае)|іншыя\\s+навіны'),
      heading(
        'читайте\\s+також|дивіться\\s+також|(?:матеріали\\s+)?за\\s+темою|схожі\\s+(?:новини|матеріали)|найпопулярніше|рекомендуємо',
      ),
      heading(
        'lesen\\s+sie\\s+(?:auch|mehr)|mehr\\s+zum\\s+thema|das\\s+könnte\\s+sie\\s+auch\\s+interessieren|meistgelesen|siehe\\s+auch',
      ),
      heading(
        '(?:à\\s+)?lire\\s+aussi|sur\\s+le\\s+même\\s+(?:sujet|thème)|les\\s+plus\\s+lus|voir\\s+aussi',
      ),
      heading('czytaj\\s+(?:także|też|również|więcej)|zobacz\\s+(?:także|też|również)|powiązane|polecane'),
    ],
  },
  {
    reason: 'share',
    certain: [
      whole(
        'share(?:\\s+(?:this|on|via|with|article|story).{0,40})|copy\\s+link|поделиться.{0,30}|поделитесь.{0,40}',
      ),
      whole(
        'падзяліцца.{0,30}|поділитися.{0,30}|(?:auf\\s+\\S+\\s+)?teilen|partager(?:\\s+.{0,30})?|udostępnij.{0,30}',
      ),
    ],
    likely: [
      whole(
        'share|tweet|print|print\\s+this\\s+page|facebook|twitter|x|telegram|whatsapp|viber|vk|instagram|youtube|linkedin|e-?mail',
      ),
      whole('распечатать|печать|раздрукаваць|надрукаваць|друкувати|drucken|imprimer|drukuj'),
    ],
  },
  {
    reason: 'comments',
    certain: [
      whole(
        'leave\\s+a\\s+(?:comment|reply)|post\\s+a\\s+comment|оставить\\s+комментарий|пакінуць\\s+каментар(?:ый)?|залишити\\s+коментар',
      ),
      whole('kommentar\\s+(?:schreiben|verfassen)|laisser\\s+un\\s+commentaire|dodaj\\s+komentarz'),
    ],
    likely: [
      whole(
        '(?:\\d+\\s+)?(?:comments?|комментари[ийея]+|каментар[ыія]+|коментар[іия]+|kommentare?|commentaires?|komentarze)(?:\\s+\\(?\\d+\\)?)?',
      ),
    ],
  },
  {
    reason: 'legal',
    certain: [
      /^(?:copyright\s*)?(?:©|\(c\))\s*(?:\d{4}|\p{Lu})/iu,
      /^copyright\s+\d{4}/iu,
      /(?:^|[.,]\s)(?:all\s+rights\s+reserved|все\s+права\s+защищены|усе\s+правы\s+абаронены|(?:всі|усі)\s+права\s+захищен[оі]|alle\s+rechte\s+vorbehalten|tous\s+droits\s+réservés|wszelkie\s+prawa\s+zastrzeżone)/iu,
      /^(?:we|this\s+(?:web)?site)\s+uses?\s+cookies/iu,
      /^(?:мы|наш\s+сайт|сайт)\s+использу(?:ем|ет)\s+(?:файлы\s+)?cookie/iu,
      /^ми\s+використовуємо\s+(?:файли\s+)?cookie/iu,
      /^(?:please\s+)?(?:enable|turn\s+on|activate)\s+javascript|^javascript\s+(?:is\s+)?(?:disabled|required)/iu,
    ],
    likely: [
      whole(
        'terms\\s+(?:of\\s+(?:use|service)|and\\s+conditions)|privacy(?:\\s+policy)?|cookies?(?:\\s+policy)?|accept(?:\\s+all)?(?:\\s+cookies)?',
      ),
      whole(
        'политика\\s+конфиденциальности|datenschutz(?:erklärung)?|impressum|mentions\\s+légales|polityka\\s+prywatności',
      ),
    ],
  },
  {
    reason: 'navigation',
    certain: [
      whole(
        'skip\\s+to\\s+(?:main\\s+)?(?:content|navigation)|перейти\\s+к\\s+(?:основному\\s+)?содержанию|back\\s+to\\s+top|zum\\s+inhalt(?:\\s+springen)?',
      ),
    ],
    likely: [
      whole(
        'menu|меню|home|главная|галоўная|головна|search|поиск|пошук|suche|advertisement|реклама|рэклама|anzeige|publicité',
      ),
    ],
  },
];
