import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { newId } from '../src/core/ids.ts';
import { expect } from './app.ts';
import { tagPassage } from './projects.ts';
import { callWorkbench } from './workbench.ts';

/** What a colleague tagged in a document: codes and quotations. */
export type Said = readonly (readonly [code: string, quote: string])[];

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
): Promise<string> {
  const { me } = await callWorkbench(page, 'project.state', {});
  const made: string[] = [];
  for (const [code, quote] of said) {
    made.push(await tagPassage(page, document.title, document.text, code, quote));
  }
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
    return id ? [JSON.stringify({ ...record, id, person: personId })] : [line];
  });
  writeFileSync(set, `${theirs.join('\n')}\n`);
  const report = await callWorkbench(page, 'import.run', { files: [{ path: set }] });
  expect(report.documents.map(({ annotations }) => annotations)).toContain(said.length);
  return personId;
}
