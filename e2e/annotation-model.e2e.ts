import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { findings } from './axe.ts';
import { selectPassage } from './passages.ts';
import { openDocument, startProject, tagged, tagPassage } from './projects.ts';
import { callWorkbench } from './workbench.ts';

/** Annotations of several fragments, in relation to one another, and stacked: by mouse, and by keyboard alone. */

const RIVER = [
  'The river report',
  'The council said on Monday that the dam stays shut, although farmers waited at the gate, until the spring.',
  'The ministry denied that any well was dry.',
  'Engineers said that the level had fallen by four metres.',
].join('\n\n');
const WELLS = 'Wells\n\nThe ministry now says that the wells have been dry since August.';
const CODES = { Actor: 'a', Claim: 'c', Quotation: 'q' };

const rail = (page: Page) => page.getByRole('listbox', { name: 'Annotations in view' });
const labels = (page: Page) => rail(page).getByRole('option');
const quotes = async (page: Page) => (await tagged(page)).map(({ quote }) => quote);
const chosen = (page: Page) => rail(page).getByRole('option', { selected: true });

/** Finds the passage with the find bar, which leaves it selected in the text. */
async function selectByKeys(page: Page, passage: string): Promise<void> {
  await page.keyboard.press('Control+f');
  const find = page.getByRole('search', { name: 'Find in document' });
  await find.getByRole('textbox', { name: 'Find' }).fill(passage);
  await expect(find.getByRole('status')).toHaveText('1 of 1');
  await page.keyboard.press('Escape');
  await expect(find).toBeHidden();
  await expect(page.locator('[data-part="text"]')).toBeFocused();
}

test('a discontinuous quotation is put together by mouse: Ctrl adds a part, a menu takes one away', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), {
    folder,
    texts: { 'river.txt': RIVER },
    codes: CODES,
  });
  await selectPassage(page, 'the dam stays shut');
  await page
    .getByRole('toolbar', { name: 'Tag the selection' })
    .getByRole('button', { name: /Quotation/ })
    .click();
  await expect(chosen(page)).toHaveAccessibleName(/^Quotation, ‘the dam stays shut’/);
  await page.keyboard.down('Control');
  await selectPassage(page, 'until the spring');
  await page.keyboard.up('Control');
  await expect(chosen(page)).toHaveAccessibleName(/‘the dam stays shut … until the spring’.*2 fragments/);
  expect(await quotes(page)).toEqual(['the dam stays shut … until the spring']);
  // One label, one bracket with a joint.
  await expect(labels(page)).toHaveCount(1);

  await selectPassage(page, 'farmers waited');
  await page.getByRole('button', { name: 'Add to the annotation ‘Quotation’' }).click();
  await expect(chosen(page)).toHaveAccessibleName(/3 fragments/);
  const place = await page.locator('[data-part="text"]').evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      const at = node.data.indexOf('farmers waited');
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at + 3);
      range.setEnd(node, at + 4);
      const box = range.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    }
    throw new Error('the passage is not shown');
  });
  await page.mouse.click(place.x, place.y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove this fragment' }).click();
  await expect.poll(() => quotes(page)).toEqual(['the dam stays shut … until the spring']);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(() => quotes(page)).toEqual(['the dam stays shut … farmers waited … until the spring']);
});

test('and by keyboard alone: a part is added to an annotation, or kept until a code tags all; fragments are walked and taken away', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), {
    folder,
    texts: { 'river.txt': RIVER },
    codes: CODES,
  });
  await selectByKeys(page, 'the dam stays shut');
  await page.keyboard.press('+');
  await selectByKeys(page, 'until the spring');
  await page.keyboard.press('q');
  await expect.poll(() => quotes(page)).toEqual(['the dam stays shut … until the spring']);
  await expect(chosen(page)).toHaveAccessibleName(/2 fragments/);
  await selectByKeys(page, 'farmers waited');
  await page.keyboard.press('+');
  await expect(chosen(page)).toHaveAccessibleName(/3 fragments/);
  await page.keyboard.press('>');
  await page.keyboard.press('>');
  await expect(page.locator('[data-part="live"]')).toHaveText('Fragment 2 of 3, ‘farmers waited’');
  // Its own end moves, not that of the last.
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect
    .poll(() => quotes(page))
    .toEqual(['the dam stays shut … farmers waited at … until the spring']);
  await page.keyboard.press('-');
  await expect.poll(() => quotes(page)).toEqual(['the dam stays shut … until the spring']);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await quotes(page))[0]).toContain('farmers waited at');
});

test('a claim is connected to one of another document that contradicts it, and followed there, by mouse', async ({
  launchGlossator,
  folder,
}) => {
  const texts = { 'river.txt': RIVER, 'wells.txt': WELLS };
  const page = await startProject(await launchGlossator(), { folder, texts, codes: CODES });
  await tagPassage(page, 'The river report', RIVER, 'Claim', 'any well was dry');
  await tagPassage(page, 'The river report', RIVER, 'Actor', 'The council');
  await tagPassage(page, 'Wells', WELLS, 'Claim', 'the wells have been dry');
  await openDocument(page, 'The river report');
  await labels(page).filter({ hasText: 'Claim' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Relate …' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Relation from' })).toContainText(
    'any well was dry',
  );
  await openDocument(page, 'Wells');
  await labels(page).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Relate …' }).click();
  await page.getByRole('combobox', { name: 'Relate the annotations' }).fill('contradicts');
  await page.getByRole('option', { name: 'Create relation ‘contradicts’' }).click();
  await expect(labels(page)).toHaveAccessibleName(
    /‘any well was dry’ in ‘The river report’ contradicts this$/,
  );
  await expect(page.getByText('Relation from')).toBeHidden();

  // The stub beside the label leads to the other document, and Alt with the arrow back.
  await page.locator('[data-relation] path').first().dispatchEvent('click');
  await expect(page.getByRole('document', { name: 'The river report' })).toBeVisible();
  await expect(chosen(page)).toHaveAccessibleName(
    /^Claim, ‘any well was dry’.*contradicts ‘the wells have been dry’ in ‘Wells’$/,
  );
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('document', { name: 'Wells' })).toBeVisible();

  // Within a document a label is dragged onto another.
  await openDocument(page, 'The river report');
  const actor = await labels(page).filter({ hasText: 'Actor' }).boundingBox();
  const claim = await labels(page).filter({ hasText: 'Claim' }).boundingBox();
  if (!actor || !claim) throw new Error('the labels are not shown');
  await page.mouse.move(actor.x + 8, actor.y + 8);
  await page.mouse.down();
  await page.mouse.move(claim.x + 4, claim.y - 12, { steps: 5 });
  await page.mouse.move(claim.x + 8, claim.y + 8, { steps: 5 });
  await page.mouse.up();
  await page.getByRole('dialog').getByRole('option', { name: 'contradicts' }).click();
  await expect(labels(page).filter({ hasText: 'Actor' })).toHaveAccessibleName(
    /contradicts ‘any well was dry’$/,
  );
  await expect(page.locator('[data-relation]')).toHaveCount(2);
  const { total } = await callWorkbench(page, 'relations.page', { limit: 10 });
  expect(total).toBe(2);
});

test('and by keyboard alone: mark, go, link, follow, come back', async ({ launchGlossator, folder }) => {
  const texts = { 'river.txt': RIVER, 'wells.txt': WELLS };
  const page = await startProject(await launchGlossator(), { folder, texts, codes: CODES });
  await tagPassage(page, 'The river report', RIVER, 'Claim', 'any well was dry');
  await tagPassage(page, 'Wells', WELLS, 'Claim', 'the wells have been dry');
  await openDocument(page, 'The river report');
  await expect(labels(page)).toHaveCount(1);
  await page.keyboard.press('Control+3');
  await page.keyboard.press(']');
  await expect(chosen(page)).toHaveAccessibleName(/any well was dry/);
  await page.keyboard.press('l');
  await expect(page.getByText('Relation from')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Relation from')).toBeHidden();
  await page.keyboard.press('l');
  await page.keyboard.press('Control+PageDown');
  await expect(page.getByRole('document', { name: 'Wells' })).toBeVisible();
  await page.keyboard.press('Control+3');
  await page.keyboard.press(']');
  await expect(chosen(page)).toHaveAccessibleName(/the wells have been dry/);
  await page.keyboard.press('l');
  await page.getByRole('combobox', { name: 'Relate the annotations' }).fill('contradicts');
  await expect(page.getByRole('option', { name: 'Create relation ‘contradicts’' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(chosen(page)).toHaveAccessibleName(/contradicts this$/);
  await page.keyboard.press('f');
  await expect(page.getByRole('document', { name: 'The river report' })).toBeVisible();
  await expect(chosen(page)).toHaveAccessibleName(/^Claim, ‘any well was dry’/);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('document', { name: 'Wells' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByRole('document', { name: 'The river report' })).toBeVisible();
});

const STACK = [
  'the dam stays shut, although farmers waited at the gate, until the spring',
  'the dam stays shut, although farmers waited at the gate',
  'the dam stays shut, although farmers waited',
  'the dam stays shut, although',
  'the dam stays shut',
  'the dam stays',
  'the dam',
  'dam',
];

test('eight stacked annotations are each reached, named and changed: by mouse beside the text, by keyboard from one to the next', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), {
    folder,
    texts: { 'river.txt': RIVER },
    codes: CODES,
  });
  for (const quote of STACK) await tagPassage(page, 'The river report', RIVER, 'Claim', quote);
  await expect(labels(page)).toHaveCount(8);
  for (const label of await labels(page).all()) await expect(label).toBeVisible();
  for (const [at, quote] of STACK.entries()) {
    await labels(page).nth(at).click();
    await expect(chosen(page)).toHaveAccessibleName(new RegExp(`^Claim, ‘${quote}’, by `));
  }
  await labels(page).nth(3).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Flagged' }).click();
  await expect(labels(page).nth(3)).toHaveAccessibleName(/, flagged$/);
  await expect(labels(page).nth(3).locator('[data-sign="flagged"]')).toBeVisible();

  await expect(page.getByRole('menu')).toBeHidden();
  await page.keyboard.press('Control+3');
  await page.keyboard.press('Escape');
  await expect(chosen(page)).toHaveCount(0);
  for (const quote of STACK) {
    await page.keyboard.press(']');
    await expect(chosen(page)).toHaveAccessibleName(new RegExp(`‘${quote}’`));
    await page.keyboard.press('Alt+2');
    await expect(chosen(page)).toHaveAccessibleName(/, final$/);
  }
  await page.keyboard.press('h');
  await expect(page.getByRole('dialog', { name: 'Annotations here' }).getByRole('option')).toHaveCount(8);
  await page.getByRole('combobox', { name: 'Annotations here' }).fill('although farmers waited at');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chosen(page)).toHaveAccessibleName(
    /‘the dam stays shut, although farmers waited at the gate’/,
  );
});

test('coding goes by single keys: again, on to the next sentence, by its own words, copied with its source', async ({
  launchGlossator,
  folder,
}) => {
  const page = await startProject(await launchGlossator(), {
    folder,
    texts: { 'river.txt': RIVER },
    codes: CODES,
  });
  await selectByKeys(page, 'The ministry denied that any well was dry.');
  await page.keyboard.press('Shift+C');
  await expect.poll(() => quotes(page)).toEqual(['The ministry denied that any well was dry.']);
  await page.keyboard.press(';');
  await expect
    .poll(() => quotes(page))
    .toEqual([
      'The ministry denied that any well was dry.',
      'Engineers said that the level had fallen by four metres.',
    ]);
  await selectByKeys(page, 'farmers');
  await page.keyboard.press('.');
  await expect.poll(() => quotes(page)).toContain('farmers');
  await selectByKeys(page, 'the gate');
  await page.keyboard.press('v');
  await expect(chosen(page)).toHaveAccessibleName(/^the gate, ‘the gate’/);
  await page.evaluate(() =>
    document.addEventListener('copy', ({ clipboardData }) => {
      document.documentElement.dataset.copied = clipboardData?.getData('text/plain');
      document.documentElement.dataset.copiedHtml = clipboardData?.getData('text/html');
    }),
  );
  await page.keyboard.press('Control+Shift+C');
  await expect(page.getByText('Copied with its citation.')).toBeVisible();
  const { copied, copiedHtml } = await page.evaluate(() => ({ ...document.documentElement.dataset }));
  expect(copied).toMatch(/^“the gate”\n— “The river report”, ¶ 2 \(\d+–\d+\)\n$/);
  expect(copiedHtml).toContain('<blockquote');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds no fault in relations, signs and their menus, ${theme}`, async ({
    launchGlossator,
    folder,
  }) => {
    const glossator = await launchGlossator();
    const page = await startProject(glossator, { folder, texts: { 'river.txt': RIVER }, codes: CODES });
    await glossator.show(page, { width: 1280, height: 800 }, theme);
    const fromId = await tagPassage(page, 'The river report', RIVER, 'Claim', 'any well was dry');
    const toId = await tagPassage(page, 'The river report', RIVER, 'Quotation', 'the level had fallen');
    const code = { name: 'contradicts', parentId: null, kind: 'relation' } as const;
    const { codeId } = await callWorkbench(page, 'codes.create', code);
    await callWorkbench(page, 'relations.create', { codeId, fromId, toId });
    await callWorkbench(page, 'annotations.setStatus', { annotationIds: [toId], status: 'flagged' });
    const thread = { targetKind: 'annotation', targetId: toId, threadId: null, body: 'Is it so?' } as const;
    await callWorkbench(page, 'comments.write', thread);
    const quotation = labels(page).filter({ hasText: 'Quotation' });
    await expect(quotation).toHaveAccessibleName(
      /^Quotation, ‘the level had fallen’, by .+, flagged, open discussion, ‘any well was dry’ contradicts this$/,
    );
    expect(await findings(page)).toEqual([]);
    await quotation.click();
    await page.keyboard.press('l');
    await expect(page.getByText('Relation from')).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await labels(page).filter({ hasText: 'Claim' }).click({ button: 'right' });
    await expect(page.getByRole('menu', { name: 'Annotation' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Relate …' }).click();
    await expect(page.getByRole('dialog', { name: 'Relate the annotations' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}
