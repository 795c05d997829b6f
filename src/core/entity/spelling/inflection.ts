/**
 * Endings that names take in the languages most read here, folded: Russian, Belarusian and Ukrainian; in Latin letters the English, Polish, Czech,
 * Lithuanian and German ones and romanised East Slavic. Endings that make other names (-ов, -ин, -enko) are not among them.
 */
const CYRILLIC =
  'а я у ю е и ы о і э ь ї є ом ем ям ам ой ей ою ею ах ях ами ями ым им ого его аго яго ому ему аму яму ых их ую юю ая яя ое ее ые ие ыя ия ыи ии іи іи ай яй аю яю ові еві ов і ею єю ією їв ів ием ії ію ія ьи ыми ими ий ыи ым ем эм';
const LATIN =
  's es a e i o u y em om am ou oi oy oj ej ey owi ovi ego ogo emu omu ym im ych ich ykh ikh ami ach ie ii ia os ai as is ui n en';

const SHORTEST_STEM = 3;

function endingsOf(list: string, without: readonly string[]): ReadonlySet<string> {
  return new Set(['', ...list.split(' ').filter((ending) => !without.includes(ending))]);
}

// Folding has taken the marks of й and ї; -ов would make Петров a case of Пётр.
const CYRILLIC_ENDINGS = endingsOf(CYRILLIC.normalize('NFD').replace(/[\u0300-\u036f]/g, ''), ['ов', 'ев']);
const LATIN_ENDINGS = endingsOf(LATIN, []);

function endingsFor(folded: string): ReadonlySet<string> {
  if (/^\p{Script=Cyrillic}+$/u.test(folded)) return CYRILLIC_ENDINGS;
  return /^\p{Script=Latin}+$/u.test(folded) ? LATIN_ENDINGS : new Set(['']);
}

/** What is left of a folded word without an ending that it may have, longest first; the word itself at the head. */
export function stemsOf(folded: string): readonly string[] {
  const endings = endingsFor(folded);
  const stems = [folded];
  for (let length = folded.length - 1; length >= SHORTEST_STEM && length >= folded.length - 3; length--) {
    if (endings.has(folded.slice(length))) stems.push(folded.slice(0, length));
  }
  return stems;
}

/** The words that a folded word may be another case of; itself not among them. */
export function* caseForms(folded: string): Generator<{ readonly form: string; readonly stem: string }> {
  const endings = endingsFor(folded);
  if (endings.size < 2) return;
  for (const stem of stemsOf(folded)) {
    if (stem.length < SHORTEST_STEM) continue;
    for (const ending of endings) {
      // A stem of three letters carries one more letter, not three: Ким is no case of Кимами.
      if (stem.length === SHORTEST_STEM && ending.length > 2) continue;
      const form = stem + ending;
      if (form !== folded) yield { form, stem };
    }
  }
}
