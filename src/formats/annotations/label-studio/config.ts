import { descendantsNamed, parseXml, XML_SET_LIMITS } from '../../xml/tree.ts';
import { wholeJson, wholeText } from '../foreign/decode.ts';
import { isObject, listOf, textOf } from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import { problem } from '../foreign/problem.ts';
import type { BundleFile, ForeignItem } from '../foreign/types.ts';

/*
 * Labelling configurations: the XML of a project, or the JSON that Label Studio parses it to. They hold codes only.
 */

function isParsedConfig(record: unknown): boolean {
  if (!isObject(record)) return false;
  const controls = Object.values(record);
  return (
    controls.length > 0 && controls.every((each) => isObject(each) && 'to_name' in each && 'labels' in each)
  );
}

export function isConfig(head: string, record?: unknown): boolean {
  return /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<View[\s>]/.test(head) || isParsedConfig(record ?? firstOf(head));
}

function firstOf(head: string): unknown {
  if (!head.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(head) as unknown;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** Colour names that configurations use often, as their values. */
const NAMED: Readonly<Record<string, string>> = {
  red: '#ff0000',
  blue: '#0000ff',
  green: '#008000',
  orange: '#ffa500',
  purple: '#800080',
  yellow: '#ffff00',
  black: '#000000',
  brown: '#a52a2a',
  pink: '#ffc0cb',
  gray: '#808080',
  grey: '#808080',
  darkorange: '#ff8c00',
};

function colourOf(background: string | undefined): { colour?: string } {
  const colour = background === undefined ? undefined : (NAMED[background.toLowerCase()] ?? background);
  return colour && /^#[0-9a-f]{6}$/i.test(colour) ? { colour: colour.toLowerCase() } : {};
}

/** @throws GlossatorError record-malformed, file-too-large, encoding-mismatch */
export async function* readConfig(file: BundleFile): AsyncGenerator<ForeignItem> {
  const content = await wholeText(file);
  let count = 0;
  if (content.trimStart().startsWith('{')) {
    const controls = await wholeJson(file);
    const names = new Set(
      Object.values(isObject(controls) ? controls : {}).flatMap((each) =>
        listOf(isObject(each) ? each.labels : []),
      ),
    );
    for (const name of names) {
      const label = textOf(name);
      if (label === undefined) continue;
      count += 1;
      yield { kind: 'code', code: { path: pathOf(label) } };
    }
  } else {
    const root = parseXml(content, { names: 'local', path: file.path, limits: XML_SET_LIMITS });
    for (const element of [...descendantsNamed(root, 'Label'), ...descendantsNamed(root, 'Choice')]) {
      const { value, background, hotkey } = element.attributes;
      if (!value) continue;
      count += 1;
      const key = hotkey && /^[\p{Ll}\d]$/u.test(hotkey) ? { key: hotkey } : {};
      yield { kind: 'code', code: { path: pathOf(value), ...colourOf(background), ...key } };
    }
  }
  if (count === 0)
    yield problem('warning', 'record-malformed', 'The configuration has no labels.', {
      path: file.path,
      line: 1,
    });
}
