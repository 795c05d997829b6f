/**
 * Month names in English, German, French, Russian, Belarusian, Ukrainian and Polish as dates write them: nominative and
 * genitive, and the usual abbreviations without their full stop.
 */
const NAMES: readonly string[] = [
  'january jan januar jänner jän janvier janv январь января янв студзень студзеня студз сту січень січня січ styczeń stycznia sty',
  'february feb februar février fevrier févr fév февраль февраля февр фев люты лютага лют лютий лютого luty lutego lut',
  'march mar märz maerz mär mars март марта мар сакавік сакавіка сак березень березня берез бер marzec marca',
  'april apr avril avr апрель апреля апр красавік красавіка крас кра квітень квітня квіт кві kwiecień kwietnia kwi',
  'may mai май мая травень траўня трав травня maj maja',
  'june jun juni juin июнь июня июн чэрвень чэрвеня чэрв чэр червень червня черв чер czerwiec czerwca cze',
  'july jul juli juillet juil июль июля июл ліпень ліпеня ліп липень липня лип lipiec lipca',
  'august aug août aout август августа авг жнівень жніўня жнів жні серпень серпня серп сер sierpień sierpnia sie',
  'september sept sep septembre сентябрь сентября сент сен верасень верасня верас вересень вересня верес вер wrzesień września wrz',
  'october oct oktober okt octobre октябрь октября окт кастрычнік кастрычніка кастр кас жовтень жовтня жовт жов październik października paź',
  'november nov novembre ноябрь ноября нояб ноя лістапад лістапада ліст ліс листопад листопада лист лис listopad listopada',
  'december dec dezember dez décembre decembre déc декабрь декабря дек снежань снежня снеж сне сьнежань сьнежня грудень грудня груд гру grudzień grudnia gru',
];

const MONTHS = new Map<string, number>();
for (const [index, names] of NAMES.entries())
  for (const name of names.split(' ')) MONTHS.set(name, index + 1);

/** 1–12, or null where the word names no month. */
export function monthOf(word: string): number | null {
  return MONTHS.get(word.toLowerCase().normalize('NFC').replace(/\.$/, '')) ?? null;
}
