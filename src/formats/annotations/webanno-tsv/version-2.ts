import { escaped } from './cells.ts';

interface Column {
  readonly layer: number;
  readonly isReference: boolean;
}

interface Layer {
  readonly type: string;
  readonly features: readonly string[];
  readonly base: string | null;
}

/** The header: ` # type | feature | AttachTo=type # type | …` on one line. */
function layersOf(line: string): readonly Layer[] {
  return line
    .split('#')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [type = '', ...names] = part.split('|').map((name) => name.trim());
      const attached = names.find((name) => name.startsWith('AttachTo='));
      return { type, features: names.filter((name) => name !== attached), base: attached?.slice(9) ?? null };
    });
}

/**
 * A file of version 2 as the same file in version 3: `B-`, `I-` and `O` become numbers that tokens share, and offsets are found in the sentences, which
 * stand one a line.
 */
export function toVersion3(content: string): string {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header =
    lines.find((line) => /^ ?# ?[\w.]+ *(?:\||#|$)/.test(line) && !/^#(?:id|text)=/.test(line)) ?? '';
  const layers = layersOf(header);
  const columns: Column[] = layers.flatMap(({ features, base }, layer) => [
    ...features.map(() => ({ layer, isReference: false })),
    ...(base === null ? [] : [{ layer, isReference: true }]),
  ]);
  const written = ['#FORMAT=WebAnno TSV 3.3'];
  for (const { type, features, base } of layers) {
    const kind = base === null ? 'T_SP' : 'T_RL';
    written.push(`#${kind}=${[type, ...features, ...(base === null ? [] : [`BT_${base}`])].join('|')}`);
  }
  let offset = 0;
  let sentence = '';
  let at = 0;
  let next = 1;
  /** by column and value: the number of the annotation that may go on */
  let open = new Map<string, number>();
  for (const line of lines) {
    if (line.startsWith('#text=')) {
      if (sentence !== '') offset += sentence.length + 1;
      sentence = line.slice(6);
      at = 0;
      open = new Map();
      written.push('', `#Text=${escaped(sentence)}`);
      continue;
    }
    const [id = '', form = '', ...cells] = line.split('\t');
    if (!/^\d+-\d+$/.test(id)) continue;
    const found = sentence.indexOf(form, at);
    const start = found < 0 ? at : found;
    at = start + form.length;
    const going = new Map<string, number>();
    /** of the stacked annotations of a layer at this token */
    const numbers = new Map<string, number>();
    const converted = columns.map(({ layer, isReference }, place) => {
      const cell = cells[place] ?? '_';
      if (isReference) return cell === 'O' ? '_' : cell;
      const isRelation = layers[layer]?.base !== null;
      const values = cell.split('|').filter((value) => value !== 'O' && value !== '_' && value !== '');
      const parts = values.map((value, index) => {
        const tagged = /^([BI])-(.*)$/.exec(value);
        const plain = tagged?.[2] ?? value;
        const shown = plain === '_' || plain === '' || plain === '*' ? '*' : escaped(plain);
        if (isRelation || !tagged)
          return values.length > 1 && !isRelation ? `${shown}[${numbered(layer, index)}]` : shown;
        const key = `${place} ${plain}`;
        const known = tagged[1] === 'I' ? open.get(key) : undefined;
        const number = known ?? numbered(layer, index);
        numbers.set(`${layer} ${index}`, number);
        going.set(key, number);
        return `${shown}[${number}]`;
      });
      return parts.length > 0 ? parts.join('|') : '_';
    });
    function numbered(layer: number, index: number): number {
      const key = `${layer} ${index}`;
      const known = numbers.get(key) ?? next++;
      numbers.set(key, known);
      return known;
    }
    open = going;
    const place = `${offset + start}-${offset + at}`;
    written.push([id, place, escaped(form), ...converted, ''].join('\t'));
  }
  return `${written.join('\n')}\n`;
}
