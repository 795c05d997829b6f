import { extname } from 'node:path';
import type { CountedCode } from '../../core/codebook/code.ts';
import { codePath, codesInTreeOrder } from '../../core/codebook/tree.ts';
import { GlossatorError } from '../../core/errors.ts';
import {
  CODEBOOK_FORMATS,
  type CodebookFormat,
  exportCodebook,
  importCodebook,
} from '../../workbench/codebook-files.ts';
import { withProject, withProjectToRead } from '../../workbench/project-file.ts';
import { type CommandContext, errorText, numbered, type Outcome } from '../outcome.ts';

interface CodebookWishes {
  readonly format?: string;
  readonly out?: string;
  readonly import?: string;
}

function formatOf(word: string): CodebookFormat {
  const format = CODEBOOK_FORMATS.find((each) => each === word);
  if (format) return format;
  throw new GlossatorError('usage', `‘${word}’ is not a format for codebooks.`, {
    remedy: `Give --format; the formats are: ${CODEBOOK_FORMATS.join(', ')}.`,
  });
}

function listed({ kind, key, annotations, attributes }: CountedCode): string {
  const asked = attributes.map(({ name }) => name).join(', ');
  return [
    ...(kind === 'span' ? [] : [`for ${kind}s`]),
    ...(key === null ? [] : [`key ${key}`]),
    `${annotations}`,
    ...(asked === '' ? [] : [`asks ${asked}`]),
  ].join('; ');
}

function listCodes(path: string, { warn }: CommandContext): Promise<Outcome> {
  return withProjectToRead(path, warn, ({ store }) => {
    const inOrder = codesInTreeOrder(store.read.codes());
    const byId = new Map(inOrder.map(({ code }) => [code.id, code]));
    const codes = inOrder.map(({ code }) => {
      const { createdAt: _, updatedAt: __, deleted: ___, position: ____, ...record } = code;
      return { ...record, path: codePath(code, byId) };
    });
    const lines = inOrder.map(({ code, depth }) => `${'  '.repeat(depth)}${code.name} (${listed(code)})\n`);
    return {
      json: { path, codes },
      text: lines.length > 0 ? lines.join('') : 'There are no codes.\n',
      failed: false,
    };
  });
}

function writeCodes(
  path: string,
  out: string,
  format: CodebookFormat,
  { warn }: CommandContext,
): Promise<Outcome> {
  return withProjectToRead(path, warn, async (session) => {
    const { codes, lost } = await exportCodebook(session, { format, path: out });
    const lines = [
      `Wrote ${numbered(codes, 'code', 'codes')} to ${out}.`,
      ...(lost.length > 0 ? ['What the format cannot hold:'] : []),
      ...lost.map(({ what, count }) => `  ${what}: ${count}`),
    ];
    return { json: { files: [out], codes, lost }, text: `${lines.join('\n')}\n`, failed: false };
  });
}

function takeCodes(
  path: string,
  from: string,
  format: CodebookFormat | undefined,
  { warn }: CommandContext,
): Promise<Outcome> {
  return withProject(path, warn, async (session) => {
    const { made, changed, warnings } = await importCodebook(session, { path: from, format });
    const text = `Made ${numbered(made, 'code', 'codes')}, changed ${changed}.\n${warnings.map(errorText).join('')}`;
    return { json: { path: from, made, changed, warnings }, text, failed: false };
  });
}

/** `codes P.gloss [--format F] [--out PATH | --import PATH]` */
export async function codebook(
  path: string,
  { format, out, import: from }: CodebookWishes,
  context: CommandContext,
): Promise<Outcome> {
  if (from !== undefined) {
    return takeCodes(path, from, format === undefined ? undefined : formatOf(format), context);
  }
  if (out !== undefined) {
    return writeCodes(path, out, formatOf(format ?? extname(out).slice(1).toLowerCase()), context);
  }
  if (format !== undefined) {
    throw new GlossatorError('usage', 'Where is the codebook to be written to?', {
      remedy: 'Give --out PATH as well.',
    });
  }
  return listCodes(path, context);
}
