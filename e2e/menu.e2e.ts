import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Glossator, shellState, test } from './app.ts';
import { callWorkbench } from './workbench.ts';

interface Item {
  readonly label: string;
  readonly enabled: boolean;
}

const item = (glossator: Glossator, id: string) =>
  glossator.inMain(({ Menu }, wanted): Item | null => {
    const found = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    return found ? { label: found.label.replace(/&(&?)/g, '$1'), enabled: found.enabled } : null;
  }, id);

const click = (glossator: Glossator, id: string) =>
  glossator.inMain(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(), id);

async function openNew(glossator: Glossator, folder: string): Promise<Page> {
  const page = await glossator.window();
  await page.evaluate((to) => window.glossator.newProject({ path: to }), path.join(folder, 'one.gloss'));
  await expect.poll(async () => (await shellState(page)).project.status).toBe('open');
  return page;
}

const codeNames = async (page: Page) => (await callWorkbench(page, 'codes.list', {})).map(({ name }) => name);

test('the menu says what undo would take back, and takes it back', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const page = await openNew(glossator, folder);
  await callWorkbench(page, 'codes.create', { name: 'Claim & counterclaim', parentId: null });
  await expect
    .poll(() => item(glossator, 'edit.undo'))
    .toEqual({ label: 'Undo create code ‘Claim & counterclaim’', enabled: true });

  await click(glossator, 'edit.undo');
  await expect.poll(() => codeNames(page)).toEqual([]);
  await expect
    .poll(() => item(glossator, 'edit.redo'))
    .toEqual({ label: 'Redo create code ‘Claim & counterclaim’', enabled: true });
  await click(glossator, 'edit.redo');
  await expect.poll(() => codeNames(page)).toEqual(['Claim & counterclaim']);
});

test('what needs a project is offered only where there is one', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  await glossator.window();
  expect((await item(glossator, 'file.export'))?.enabled).toBe(false);
  await openNew(glossator, folder);
  await expect.poll(async () => (await item(glossator, 'file.export'))?.enabled).toBe(true);
});

test('in a text field undo is the field’s own', async ({ launchGlossator, folder }) => {
  const glossator = await launchGlossator();
  const page = await openNew(glossator, folder);
  await callWorkbench(page, 'codes.create', { name: 'Claim', parentId: null });
  await click(glossator, 'file.renameProject');
  const field = page.getByRole('textbox', { name: 'Name', exact: true });
  await field.fill('');
  await field.pressSequentially('Another name');
  await click(glossator, 'edit.undo');
  await expect(field).not.toHaveValue('Another name');
  expect(await codeNames(page)).toEqual(['Claim']);
});
