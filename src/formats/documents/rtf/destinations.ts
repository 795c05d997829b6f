import type { Destination } from './state.ts';

/** Control words that begin a group whose text goes elsewhere, or nowhere (RTF 1.9.1, “Contents of an RTF file”). */
const DESTINATIONS: Readonly<Record<string, Destination>> = {
  fonttbl: 'fonts',
  stylesheet: 'styles',
  info: 'info',
  listtable: 'list-table',
  listoverridetable: 'list-overrides',
  listtext: 'list-number',
  pntext: 'list-number',
  fldinst: 'field-code',
  fldrslt: 'text',
  footnote: 'note',
  shptxt: 'box',
  shpinst: 'text',
  shp: 'text',
  shppict: 'text',
  pict: 'picture',
  picprop: 'picture',
  sp: 'picture',
  sn: 'property-name',
  sv: 'property-value',
  result: 'text',
  moMath: 'text',
  moMathPara: 'text',
  mmath: 'text',
  dptxbxtext: 'box',
  do: 'text',
  object: 'text',
};

const SKIPPED = new Set(
  (
    'colortbl filetbl revtbl rsidtbl nonshppict nonesttables nesttableprops upr objdata objclass objname objalias objsect header headerl ' +
    'headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn annotation atnid ' +
    'atnauthor atntime atnicn atnref atndate atnparent atrfstart atrfend bkmkstart bkmkend xe rxe tc tcn pn themedata ' +
    'colorschememapping datastore latentstyles datafield generator private template shprslt pnseclvl ' +
    'mathPr mmathPr mmathPict mmath0 xmlnstbl passwordhash protusertbl userprops docvar factoidname fchars lchars ' +
    'background fname hlinkbase ffname ffdeftext ffformat ffhelptext ffstattext ffl formfield wgrffmtfilter oleclsid ' +
    'bliptag blipuid picprop pgptbl xmlattrname xmlattrvalue mmodso keycode panose falt fontemb fontfile'
  ).split(' '),
);

/** Undefined for a control word that is none of a destination. */
export function destinationOf(word: string): Destination | undefined {
  if (Object.hasOwn(DESTINATIONS, word)) return DESTINATIONS[word];
  return SKIPPED.has(word) ? 'skipped' : undefined;
}
