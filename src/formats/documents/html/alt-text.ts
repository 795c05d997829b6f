/** Names of pictures that say nothing of what is on them. */
const GENERIC =
  /^(?:(?:the )?(?:cover|image|img|photo|picture|figure|graphic|logo|icon|avatar|banner|thumbnail|placeholder|illustration|spacer)(?: (?:image|photo|picture|\d+))?|(?:изображение|фото|картинка|логотип|обложка|зображення|выява|малюнак|bild|foto|abbildung|titelbild|photographie|couverture)(?: \d+)?)[.:]?$/iu;
const FILE_NAME = /^\S+\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|avif|heic|emf|wmf)$/iu;
/** What Word adds to a description that it made by itself. */
const MADE_BY_PROGRAM = /\s*Description automatically generated(?: with [a-z]+ confidence)?\.?\s*$/iu;
/** UTF-16 code units; longer ones are no descriptions. */
const MAX_LENGTH = 4_000;

/**
 * The alternative text of a picture as a caption: what it shows, said to those who do not see it. Empty for names of files, words such as
 * “image”, and what has no letter, all of which say nothing.
 */
export function altText(stated: string | null | undefined): string {
  const text = (stated ?? '')
    .slice(0, MAX_LENGTH)
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(MADE_BY_PROGRAM, '')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text) || FILE_NAME.test(text) || GENERIC.test(text)) return '';
  return text;
}
