import type { CutReason } from '../../../core/text/parsed.ts';
import type { FlowBlock } from './flow.ts';
import { attribute, type Element, parentElement } from './tree.ts';

/**
 * What on a page is not its article: captions, menus, invitations to subscribe, related stories, share buttons, comments
 * and legal lines, told by elements, by class names and by wording in English, Russian, Belarusian, Ukrainian, German,
 * French and Polish.
 */

export interface Furniture {
  readonly reason: CutReason;
  /** false where only the wording of a class suggests it: within the article that is not enough */
  readonly certain: boolean;
}

/** Class names and ids, by whole words of them. */
const CLASS_REASONS: readonly (readonly [CutReason, RegExp])[] = [
  [
    'subscription',
    /(?:^|[-_ ])(?:newsletters?|subscri(?:be|ption|bers?)|paywall|signup|sign-up|mailchimp|donat(?:e|ion)|promo-?box)(?:$|[-_ ])/,
  ],
  [
    'share',
    /(?:^|[-_ ])(?:share|sharing|sharedaddy|social(?:-?(?:links|media|share|icons|bar|buttons))?|addthis|addtoany|likely|ya-share2?|pluso)(?:$|[-_ ])/,
  ],
  [
    'related',
    /(?:^|[-_ ])(?:related|recommend(?:ed|ations?)?|read-?(?:more|also|next)|more-?(?:news|stories|on)|most-?(?:read|popular)|popular|trending|teasers?|outbrain|taboola|see-?also)(?:$|[-_ ])/,
  ],
  [
    'comments',
    /(?:^|[-_ ])(?:comments?(?:-?(?:list|area|section|form|respond))?|respond|disqus(?:_thread)?|hypercomments?|cackle)(?:$|[-_ ])/,
  ],
  [
    'legal',
    /(?:^|[-_ ])(?:copyright|legal|disclaimer|cookies?(?:-?(?:banner|consent|notice|bar))?|gdpr|consent|imprint)(?:$|[-_ ])/,
  ],
  [
    'caption',
    /(?:^|[-_ ])(?:(?:image|img|photo|picture|figure|media|wp|gallery)-?(?:caption|credits?|desc(?:ription)?|author|copyright|legend)(?:-?text)?|captions?|photo-?credits?)(?:$|[-_ ])/,
  ],
  [
    'navigation',
    /(?:^|[-_ ])(?:nav(?:bar|igation|menu)?|menu|main-?menu|breadcrumbs?|pagination|pager|site-?(?:header|footer|nav)|top-?bar|skip-?link|tags?-?(?:list|cloud)?|toolbar)(?:$|[-_ ])/,
  ],
];

const ROLES: Readonly<Record<string, CutReason>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  search: 'navigation',
  banner: 'navigation',
  contentinfo: 'navigation',
};

/** Text of a whole block, in its first words. Blocks longer than WORDING_MAX are prose, whatever their words. */
const WORDING: readonly (readonly [CutReason, RegExp])[] = [
  [
    'subscription',
    /^(?:please\s+)?(?:subscribe|sign\s+up)\b.{0,80}?(?:news|letter|e-?mail|channel|telegram|youtube|whatsapp|updates|podcast|us\b|now|today|alerts)|^(?:get|join)\b.{0,60}\b(?:newsletter|inbox)\b|\bsubscribe\s+to\s+(?:our|the|my)\b|^(?:subscribe|newsletter)$/iu,
  ],
  [
    'subscription',
    /^(?:чтобы\s.{0,60})?(?:подпи(?:шитесь|сывайтесь|ши(?:сь|тесь))|подписаться|подписка)(?!\p{L})|^присоединяйтесь\s+к\s+(?:нам|наш)/iu,
  ],
  [
    'subscription',
    /^(?:падпі(?:шыцеся|свайцеся|шыся)|падпісацца|падпіска)(?!\p{L})|^далучайцеся\s+да\s+(?:нас|наш)/iu,
  ],
  [
    'subscription',
    /^(?:підпи(?:шіться|сывайтесь|суйтесь|шись)|підписатися|підписка)(?!\p{L})|^приєднуйтесь\s+до\s+(?:нас|наш)/iu,
  ],
  [
    'subscription',
    /^(?:jetzt\s+)?(?:abonnieren(?:\s+sie)?|melden\s+sie\s+sich)\b.{0,80}(?:newsletter|kanal|an\b|$)|\bnewsletter\s+(?:abonnieren|anmelden|bestellen)/iu,
  ],
  [
    'subscription',
    /^(?:abonnez-vous|inscrivez-vous|s’abonner|s'abonner)(?!\p{L})|^(?:recevez|recevoir)\b.{0,60}newsletter/iu,
  ],
  ['subscription', /^(?:zapisz\s+się|subskrybuj|zaprenumeruj)(?!\p{L})/iu],
  [
    'related',
    /^(?:read\s+(?:more|also|next)|see\s+also|related(?:\s+(?:articles?|stories|news|posts|topics|content))?|more\s+(?:on|from|stories|news)|most\s+(?:read|popular)|recommended(?:\s+(?:for\s+you|stories))?|you\s+(?:may|might)\s+also\s+like|also\s+read|don['’]t\s+miss)(?:\s*$|\s*:)/iu,
  ],
  [
    'related',
    /^(?:читайте\s+(?:также|ещ[её]|по\s+теме)|читать\s+(?:также|дальше)|смотрите\s+также|по\s+теме|материалы\s+по\s+теме|ещ[её]\s+по\s+теме|похожие\s+(?:новости|материалы)|самое\s+(?:читаемое|популярное)|другие\s+новости|рекомендуем)(?:\s*$|\s*:)/iu,
  ],
  [
    'related',
    /^(?:чытайце\s+(?:таксама|яшчэ|па\s+тэме)|глядзіце\s+таксама|па\s+тэме|матэрыялы\s+па\s+тэме|падобныя\s+(?:навіны|матэрыялы)|самае\s+(?:чытанае|папулярнае))(?:\s*$|\s*:)/iu,
  ],
  [
    'related',
    /^(?:читайте\s+також|дивіться\s+також|за\s+темою|матеріали\s+за\s+темою|схожі\s+(?:новини|матеріали)|найпопулярніше|рекомендуємо)(?:\s*$|\s*:)/iu,
  ],
  [
    'related',
    /^(?:lesen\s+sie\s+(?:auch|mehr)|mehr\s+zum\s+thema|das\s+könnte\s+sie\s+auch\s+interessieren|meistgelesen|siehe\s+auch)(?:\s*$|\s*:)/iu,
  ],
  [
    'related',
    /^(?:(?:à\s+)?lire\s+aussi|sur\s+le\s+même\s+(?:sujet|thème)|les\s+plus\s+lus|voir\s+aussi)(?:\s*$|\s*:)/iu,
  ],
  [
    'related',
    /^(?:czytaj\s+(?:także|też|również|więcej)|zobacz\s+(?:także|też|również)|powiązane|polecane)(?:\s*$|\s*:)/iu,
  ],
  [
    'share',
    /^(?:share(?:\s+(?:this|on|via|with|article|story).{0,40})?|tweet|print|copy\s+link|facebook|twitter|x|telegram|whatsapp|viber|vk|email|e-mail|поделиться.{0,30}|поделитесь.{0,40}|падзяліцца.{0,30}|поділитися.{0,30}|teilen|auf\s+(?:facebook|twitter|x)\s+teilen|partager.{0,30}|udostępnij.{0,30})$/iu,
  ],
  [
    'comments',
    /^(?:(?:\d+\s+)?comments?|leave\s+a\s+(?:comment|reply)|post\s+a\s+comment|комментарии(?:\s+\(?\d+\)?)?|оставить\s+комментарий|каментары?|каментарыі|пакінуць\s+каментар|коментарі|залишити\s+коментар|kommentare?(?:\s+\(?\d+\)?)?|commentaires?|komentarze)$/iu,
  ],
  [
    'legal',
    /^(?:(?:copyright\s*)?(?:©|\(c\)\s*\d{4}|℗)|copyright\s+\d{4}|all\s+rights\s+reserved|все\s+права\s+защищены|усе\s+правы\s+абаронены|всі\s+права\s+захищені|усі\s+права\s+захищен[оі]|alle\s+rechte\s+vorbehalten|tous\s+droits\s+réservés|wszelkie\s+prawa\s+zastrzeżone)/iu,
  ],
  [
    'legal',
    /^(?:(?:we|this\s+(?:web)?site)\s+uses?\s+cookies|мы\s+используем\s+(?:файлы\s+)?cookie|ми\s+використовуємо\s+(?:файли\s+)?cookie|terms\s+(?:of\s+(?:use|service)|and\s+conditions)$|privacy\s+policy$|политика\s+конфиденциальности$|datenschutz(?:erklärung)?$|impressum$|mentions\s+légales$)/iu,
  ],
  [
    'legal',
    /^(?:please\s+)?(?:enable|turn\s+on|activate)\s+javascript|javascript\s+(?:is\s+(?:disabled|required)|отключ)|^(?:skip\s+to\s+(?:main\s+)?content|перейти\s+к\s+(?:основному\s+)?содержанию)$/iu,
  ],
];

const WORDING_MAX = 240;

/** Tells for the blocks of one page what they are besides the article. */
export class FurnitureFinder {
  readonly #known = new Map<Element, Furniture | null>();

  find(block: FlowBlock): Furniture | null {
    if (block.shape.kind === 'caption' && !block.shape.cell) return { reason: 'caption', certain: true };
    return wording(block.text) ?? this.#surroundings(block.origin);
  }

  /** What the elements around a block say, the innermost first. */
  #surroundings(origin: Element | null): Furniture | null {
    const asked: Element[] = [];
    let found: Furniture | null = null;
    for (let element = origin; element && element.tagName !== 'body'; element = parentElement(element)) {
      const known = this.#known.get(element);
      found = known === undefined ? judge(element) : known;
      asked.push(element);
      if (found || known === null) break;
    }
    for (const element of asked) this.#known.set(element, found);
    return found;
  }
}

function wording(text: string): Furniture | null {
  if (text.length > WORDING_MAX) return null;
  const plain = text
    .replace(/\s+/gu, ' ')
    .replace(/^[^\p{L}\p{N}©(]+/u, '')
    .trim();
  for (const [reason, expression] of WORDING) if (expression.test(plain)) return { reason, certain: true };
  return null;
}

function judge(element: Element): Furniture | null {
  const { tagName } = element;
  if (tagName === 'nav') return { reason: 'navigation', certain: true };
  if (tagName === 'footer' && !insideArticle(element)) return { reason: 'navigation', certain: false };
  const role = ROLES[attribute(element, 'role') ?? ''];
  if (role) return { reason: role, certain: true };
  // A class on the whole page or article speaks of all of it: “single-post comments-open”.
  if (/^(?:html|body|main|article)$/.test(tagName)) return null;
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`
    .toLowerCase()
    .slice(0, 500);
  if (names === ' ') return null;
  for (const [reason, expression] of CLASS_REASONS) {
    if (expression.test(names)) return { reason, certain: reason === 'caption' };
  }
  return null;
}

function insideArticle(element: Element): boolean {
  for (let outer = parentElement(element); outer; outer = parentElement(outer)) {
    if (outer.tagName === 'article') return true;
  }
  return false;
}
