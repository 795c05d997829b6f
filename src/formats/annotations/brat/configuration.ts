/*
 * annotation.conf (the types, in trees told by tabs) and visual.conf (what they are called), as far as they concern a set:
 * https://brat.nlplab.org/configuration.html
 */

export type BratSection = 'entities' | 'relations' | 'events' | 'attributes';

/** What our own visual.conf begins with: its labels are the names of codes letter for letter. */
export const OUR_LABELS = '# Labels are the names of codes in Glossator.';

export interface BratConfiguration {
  /** type → names from the top of its tree down */
  readonly paths: Readonly<Record<BratSection, ReadonlyMap<string, readonly string[]>>>;
  /** type → what it is called */
  readonly labels: ReadonlyMap<string, string>;
}

const SECTIONS: readonly string[] = ['entities', 'relations', 'events', 'attributes'];

function linesBySection(text: string): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[(\w+)\]\s*$/.exec(line)?.[1];
    if (head) {
      current = sections.get(head) ?? [];
      sections.set(head, current);
    } else if (line.trim() !== '' && !/^\s*#/.test(line)) current.push(line);
  }
  return sections;
}

/** Types that a visual.conf calls what they are called; those of others only where that is the type itself, spelt out. */
function labelsOf(text: string): ReadonlyMap<string, string> {
  const isOurs = text.startsWith(OUR_LABELS);
  const labels = new Map<string, string>();
  for (const line of linesBySection(text).get('labels') ?? []) {
    const [type = '', label = ''] = line.split(' | ').map((part) => part.trim());
    // Ours have no shorter forms: what looks like some is of the name.
    if (isOurs && label !== '') labels.set(type, line.slice(line.indexOf(' | ') + 3).trim());
    else if (label !== '' && label.replace(/\s+/gu, '_') === type) labels.set(type, label);
  }
  return labels;
}

export function parseConfiguration(annotation: string | null, visual: string | null): BratConfiguration {
  const labels = labelsOf(visual ?? '');
  const paths = {
    entities: new Map<string, readonly string[]>(),
    relations: new Map<string, readonly string[]>(),
    events: new Map<string, readonly string[]>(),
    attributes: new Map<string, readonly string[]>(),
  };
  for (const [section, lines] of linesBySection(annotation ?? '')) {
    if (!SECTIONS.includes(section)) continue;
    const lineage: string[] = [];
    for (const line of lines) {
      const depth = /^\t*/.exec(line)?.[0].length ?? 0;
      const type = /^!?(\S+)/.exec(line.trim())?.[1];
      // Names in angle brackets are macros.
      if (type === undefined || type.startsWith('<') || type.startsWith('-')) continue;
      lineage.length = Math.min(depth, lineage.length);
      lineage.push(labels.get(type) ?? type);
      paths[section as BratSection].set(type, [...lineage]);
    }
  }
  return { paths, labels };
}
