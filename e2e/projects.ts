import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Glossator } from './app.ts';
import { callWorkbench } from './workbench.ts';

export interface Starter {
  readonly folder: string;
  /** file names and what is in them; imported without the dialog */
  readonly texts?: Readonly<Record<string, string>>;
  /** codes by name, each with its key or none */
  readonly codes?: Readonly<Record<string, string | null>>;
}

/** A new project with texts and codes in the first window; resolves when its first text, if any, can be read. */
export async function startProject(
  glossator: Glossator,
  { folder, texts = {}, codes = {} }: Starter,
): Promise<Page> {
  const page = await glossator.window();
  const file = path.join(folder, 'project.gloss');
  await page.evaluate((to) => window.glossator.newProject({ path: to, name: 'Lakes' }), file);
  // The screen is there before the project is; a port that the test asked for before the page has its own would be the page's.
  await expect(page.getByRole('button', { name: 'Project Lakes' })).toBeVisible();
  for (const [name, key] of Object.entries(codes)) {
    await callWorkbench(page, 'codes.create', { name, key, parentId: null });
  }
  const files = Object.entries(texts).map(([name, text]) => {
    const to = path.join(folder, name);
    writeFileSync(to, text);
    return { path: to };
  });
  if (files.length === 0) return page;
  const report = await callWorkbench(page, 'import.run', { files });
  expect(report.errors).toEqual([]);
  await page.locator('[data-pane="documents"]').getByRole('option').first().click();
  await expect(page.locator('[data-part="text"]')).toContainText(/\S/);
  return page;
}

export interface Tagged {
  readonly code: string;
  readonly quote: string;
  readonly note: string;
}

/** What the store holds, in text order. */
export async function tagged(page: Page): Promise<readonly Tagged[]> {
  const codes = await callWorkbench(page, 'codes.list', {});
  const { annotations } = await callWorkbench(page, 'annotations.page', { limit: 1_000 });
  return annotations.map(({ codeId, spans, note }) => ({
    code: codes.find(({ id }) => id === codeId)?.name ?? '',
    quote: spans.map(({ quote }) => quote).join(' … '),
    note,
  }));
}

/** The codebook as the store holds it: each code by its path. */
export async function codePaths(page: Page): Promise<readonly string[]> {
  const codes = await callWorkbench(page, 'codes.list', {});
  const pathOf = (id: string | null): string => {
    const code = codes.find((each) => each.id === id);
    return code ? `${pathOf(code.parentId)}/${code.name}` : '';
  };
  return codes.map(({ id }) => pathOf(id)).sort();
}

/** Chooses the document in the list, and waits until it can be read. */
export async function openDocument(page: Page, title: string): Promise<void> {
  await page.locator('[data-pane="documents"]').getByRole('option', { name: title }).click();
  await expect(page.getByRole('document', { name: title })).toBeVisible();
}

/** Tags a passage past the window; `text` is that of the document. Returns the annotation's id. */
export async function tagPassage(
  page: Page,
  title: string,
  text: string,
  code: string,
  quote: string,
): Promise<string> {
  const documents = await callWorkbench(page, 'documents.list', {});
  const codes = await callWorkbench(page, 'codes.list', {});
  const documentId = documents.find((each) => each.title === title)?.id ?? '';
  const codeId = codes.find(({ name }) => name === code)?.id ?? '';
  const start = text.indexOf(quote);
  const ranges = [{ start, end: start + quote.length }];
  const { annotation } = await callWorkbench(page, 'annotations.tag', { documentId, codeId, ranges });
  return annotation?.id ?? '';
}
