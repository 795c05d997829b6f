/*
 * What the formats write of the small set, with one thing in it made wrong: what stands there, and what it is replaced by.
 */

export type Change = readonly [from: string | RegExp, to: string];

/** The third annotation reaches past the end of the text. Formats that are not here have no offsets in their files. */
export const PAST_THE_END: Readonly<Record<string, Change>> = {
  brat: ['LOC 16 21', 'LOC 16 999'],
  'cas-xmi': [/(<p3:LOC [^>]*)end="22"/, '$1end="999"'],
  'cas-json': [/("webanno.custom.LOC","@sofa":1,"begin":17,"end":)22/, '$1999'],
  w3c: [
    '"start":16,"end":21},{"type":"TextQuoteSelector","exact":"Minsk"',
    '"start":16,"end":999},{"type":"TextQuoteSelector","exact":"nowhere"',
  ],
  hypothesis: [
    '"start":17,"end":22},{"type":"TextQuoteSelector","exact":"Minsk"',
    '"start":17,"end":999},{"type":"TextQuoteSelector","exact":"nowhere"',
  ],
  tei: ['(text,16,5)', '(text,16,999)'],
  'label-studio': ['"start":17,"end":22', '"start":17,"end":999'],
  doccano: ['"start_offset":16,"end_offset":21', '"start_offset":16,"end_offset":999'],
  'spacy-json': ['"start":16,"end":21,"label"', '"start":16,"end":999,"label"'],
  'hugging-face': ['"start":16,"end":21,"label"', '"start":16,"end":999,"label"'],
  gate: ['EndNode="22"', 'EndNode="999"'],
  'gate-bdoc': ['"start":16,"end":21', '"start":16,"end":999'],
  bioc: ['offset="16" length="5"', 'offset="16" length="999"'],
  'bioc-json': ['"offset":16,"length":5', '"offset":16,"length":999'],
  pubannotation: ['"begin":16,"end":21', '"begin":16,"end":999'],
  pubtator: ['16\t21\tMinsk', '16\t999\tMinsk'],
  prodigy: [/"start":16,"end":21(,"token_start":5)/, '"start":16,"end":999$1'],
  argilla: ['"start":16,"end":21', '"start":16,"end":999'],
  'refi-qda': ['startPosition="16" endPosition="21"', 'startPosition="16" endPosition="999"'],
  'webanno-tsv': ['17-22\tMinsk', '17-999\tMinsk'],
};

/** The third annotation has the id of another one. Formats that are not here give annotations no ids. */
export const IDS_TWICE: Readonly<Record<string, Change>> = {
  brat: ['T3\tLOC', 'T1\tLOC'],
  'cas-xmi': ['xmi:id="19"', 'xmi:id="17"'],
  'cas-json': ['"%ID":19', '"%ID":17'],
  w3c: ['7a86-879c-9e31b6b6fa03","type"', '7f79-b5a5-1235347f569c","type"'],
  hypothesis: ['7a86-879c-9e31b6b6fa03', '7f79-b5a5-1235347f569c'],
  tei: ['xml:id="a3"', 'xml:id="a1"'],
  'label-studio': ['"id":"r3"', '"id":"r1"'],
  doccano: ['"id":3,"label"', '"id":1,"label"'],
  gate: ['Annotation Id="2"', 'Annotation Id="0"'],
  'gate-bdoc': ['"id":2', '"id":0'],
  bioc: ['annotation id="3"', 'annotation id="1"'],
  'bioc-json': ['"id":"3"', '"id":"1"'],
  pubannotation: ['"id":"T3"', '"id":"T1"'],
  'refi-qda': ['00000000-0000-7bb9-9b01-56e72f090246', '00000000-0000-7b30-b070-286ded8d5ebe'],
};

/** The relation leads to what is not there. Formats that are not here have no relations, or none by id. */
export const TO_NOTHING: Readonly<Record<string, Change>> = {
  brat: ['Arg2:T2', 'Arg2:T9'],
  'webanno-tsv': ['1-1\t\n', '9-9\t\n'],
  'cas-xmi': ['Dependent="18"', 'Dependent="99"'],
  'cas-json': ['"@Dependent":18', '"@Dependent":99'],
  w3c: [
    '"body":[{"id":"urn:uuid:6852cf87-2bca-7f79-b5a5-1235347f569c"}',
    '"body":[{"id":"urn:uuid:6852cf87-2bca-7f79-b5a5-000000000000"}',
  ],
  tei: ['passive="#a2"', 'passive="#a9"'],
  'label-studio': ['"to_id":"r2"', '"to_id":"r9"'],
  doccano: ['"to_id":2', '"to_id":9'],
  bioc: ['refid="2"', 'refid="9"'],
  'bioc-json': ['"refid":"2"', '"refid":"9"'],
  pubannotation: ['"obj":"T2"', '"obj":"T9"'],
  prodigy: [
    '"child":3,"head_span":{"start":0,"end":3,"token_start":0,"token_end":0,"label":"PER"},"child_span":{"start":10,"end":12',
    '"child":3,"head_span":{"start":0,"end":3,"token_start":0,"token_end":0,"label":"PER"},"child_span":{"start":13,"end":14',
  ],
  'refi-qda': [
    'targetGUID="00000000-0000-7f02-9297-ed5de55f27d4"',
    'targetGUID="00000000-0000-7f02-9297-000000000000"',
  ],
};

/** The relation comes before what it connects. Formats that are not here keep relations apart, or have none. */
export const AHEAD: Readonly<Record<string, Change>> = {
  brat: [/^([\s\S]*)(R1\tMet.*\n)$/, '$2$1'],
  'cas-xmi': [/(<p3:PER[\s\S]*)(<p3:Met.*>\n)/, '$2$1'],
  'cas-json': [/(\{"%ID":17[\s\S]*),(\{"%ID":20.*\})/, '$2,$1'],
  w3c: [/(\n\{"id":"urn:uuid:6852cf87-2bca-750d[\s\S]*),(\n.*"motivation":"linking".*)/, '$2,$1'],
  tei: [/(<spanGrp[\s\S]*<\/spanGrp>\n)(<listRelation>[\s\S]*<\/listRelation>\n)/, '$2$1'],
  'label-studio': [/(\{"id":"r1"[\s\S]*),(\{"type":"relation"[^}]*\})/, '$2,$1'],
  bioc: [/(<annotation[\s\S]*)(<relation[\s\S]*<\/relation>\n)/, '$2$1'],
  pubannotation: [/("denotations":.*\]),("relations":\[[^\]]*\])/, '$2,$1'],
  'refi-qda': [/(<Sources>[\s\S]*<\/Sources>\n)(<Links>[\s\S]*<\/Links>\n)/, '$2$1'],
};
