import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { newId } from '../src/core/ids.ts';
import { expect } from './app.ts';
import { tagPassage } from './projects.ts';
import { callWorkbench } from './workbench.ts';

/** What a colleague tagged in a document: codes and quotations. */
export type Said = readonly (readonly [code: string, quote: string])[];

/** What a colleague linked: a code of relations, and the quotations of the tags it connects. */
export type Linked = readonly (readonly [code: string, from: string, to: string])[];

/**
 * Brings a colleague's tags of a document into the open project, as their exported set would bring them: tagged here, exported, put under their
 * name, taken away and imported. Resolves to the colleague's id.
 */
export async function bringColleague(
  page: Page,
  folder: string,
  name: string,
  document: { readonly title: string; readonly text: string },
  said: Said,
  linked: Linked = [],
): Promise<string> {
  const { me } = await callWorkbench(page, 'project.state', {});
  const made: string[] = [];
  for (const [code, quote] of said) {
    made.push(await tagPassage(page, document.title, document.text, code, quote));
  }
  await linkPassages(page, linked, new Map(said.map(([, quote], at) => [quote, made[at] ?? ''])));
  const personId = newId();
  const set = path.join(folder, `${personId}.jsonl`);
  await callWorkbench(page, 'export.run', { settings: { format: 'jsonl' }, path: set });
  await callWorkbench(page, 'annotations.delete', { annotationIds: made });
  const renamed = new Map(made.map((id) => [id, newId()]));
  const lines = readFileSync(set, 'utf8').trimEnd().split('\n');
  const theirs = lines.flatMap((line) => {
    const record = JSON.parse(line);
    if (record.record === 'person') {
      const person = JSON.stringify({ ...record, id: personId, name, colour: made.length % 16 });
      return record.id === me.id ? [line, person] : [line];
    }
    const id = renamed.get(record.id);
    if (record.record === 'end') return [];
    if (renamed.has(record.from)) {
      const ends = { from: renamed.get(record.from), to: renamed.get(record.to) };
      return [JSON.stringify({ ...record, ...ends, id: newId(), person: personId })];
    }
    return id ? [JSON.stringify({ ...record, id, person: personId })] : [line];
  });
  writeFileSync(set, `${theirs.join('\n')}\n`);
  const report = await callWorkbench(page, 'import.run', { files: [{ path: set }] });
  expect(report.documents.map(({ annotations }) => annotations)).toContain(said.length);
  return personId;
}

/** Relates tags of mine by their quotations. `ids`: of the tags, by quotation. */
export async function linkPassages(
  page: Page,
  linked: Linked,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const codes = await callWorkbench(page, 'codes.list', {});
  for (const [code, from, to] of linked) {
    const codeId = codes.find(({ name }) => name === code)?.id ?? '';
    const ends = { fromId: ids.get(from) ?? '', toId: ids.get(to) ?? '' };
    await callWorkbench(page, 'relations.create', { codeId, ...ends });
  }
}
