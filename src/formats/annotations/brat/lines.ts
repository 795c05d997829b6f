/*
 * The lines of brat's stand-off format: https://brat.nlplab.org/standoff.html
 */

export type BratLine =
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly type: string;
      readonly ranges: readonly (readonly [number, number])[];
      readonly text: string;
    }
  | {
      readonly kind: 'event';
      readonly id: string;
      readonly type: string;
      readonly trigger: string;
      readonly args: readonly (readonly [string, string])[];
    }
  | {
      readonly kind: 'relation';
      readonly id: string;
      readonly type: string;
      readonly args: readonly (readonly [string, string])[];
    }
  | { readonly kind: 'equiv'; readonly type: string; readonly members: readonly string[] }
  | {
      readonly kind: 'attribute';
      readonly id: string;
      readonly name: string;
      readonly target: string;
      readonly value: string | true;
    }
  | {
      readonly kind: 'normalization';
      readonly id: string;
      readonly type: string;
      readonly target: string;
      readonly reference: string;
      readonly text: string;
    }
  | {
      readonly kind: 'note';
      readonly id: string;
      readonly type: string;
      readonly target: string;
      readonly text: string;
    };

function argsOf(words: readonly string[]): readonly (readonly [string, string])[] | null {
  const args: (readonly [string, string])[] = [];
  for (const word of words) {
    const at = word.lastIndexOf(':');
    if (at <= 0 || at === word.length - 1) return null;
    args.push([word.slice(0, at), word.slice(at + 1)]);
  }
  return args;
}

function textLine(id: string, middle: string, text: string): BratLine | null {
  const found = /^(\S+) (\d+ \d+(?:;\d+ \d+)*)$/.exec(middle.trim());
  if (!found) return null;
  const ranges = (found[2] ?? '').split(';').map((range) => {
    const [start, end] = range.split(' ').map(Number);
    return [start ?? 0, end ?? 0] as const;
  });
  return { kind: 'text', id, type: found[1] ?? '', ranges, text };
}

function eventLine(id: string, middle: string): BratLine | null {
  const args = argsOf(middle.trim().split(/\s+/));
  const [head, ...others] = args ?? [];
  return head ? { kind: 'event', id, type: head[0], trigger: head[1], args: others } : null;
}

function relationLine(id: string, middle: string): BratLine | null {
  const [type, ...words] = middle.trim().split(/\s+/);
  const args = argsOf(words);
  return type && args?.length === 2 ? { kind: 'relation', id, type, args } : null;
}

/** A line by its id's first letter; null where it is not as the format says. */
export function parseBratLine(line: string): BratLine | null {
  const [id = '', middle = '', ...rest] = line.split('\t');
  const text = rest.join('\t');
  const words = middle.trim().split(' ');
  switch (id.charAt(0)) {
    case 'T':
      return textLine(id, middle, text);
    case 'E':
      return eventLine(id, middle);
    case 'R':
      return relationLine(id, middle);
    case '*': {
      const [type, ...members] = middle.trim().split(/\s+/);
      return type && members.length >= 2 ? { kind: 'equiv', type, members } : null;
    }
    case 'A':
    case 'M': {
      const [name, target, ...value] = words;
      return name && target
        ? { kind: 'attribute', id, name, target, value: value.length > 0 ? value.join(' ') : true }
        : null;
    }
    case 'N': {
      const [type, target, reference] = words;
      return type && target && reference
        ? { kind: 'normalization', id, type, target, reference, text }
        : null;
    }
    case '#': {
      const [type, target] = words;
      return type && target ? { kind: 'note', id, type, target, text } : null;
    }
    default:
      return null;
  }
}
