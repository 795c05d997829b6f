import { expect, type Page } from '@playwright/test';
import type { Glossator } from './app.ts';

/** The next file or save dialogs of the system answer with this: the test cannot press their buttons. */
export async function answerDialogs(
  glossator: Glossator,
  answer: { readonly open?: readonly string[]; readonly save?: string },
): Promise<void> {
  await glossator.inMain(({ dialog }, { open, save }) => {
    if (open) dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...open] });
    if (save) dialog.showSaveDialog = async () => ({ canceled: false, filePath: save });
  }, answer);
}

/** Where the passage begins and ends on the screen; null while it is not shown. */
async function placeOf(page: Page, passage: string) {
  return page.locator('[data-part="text"]').evaluate((root, wanted) => {
    const nodes: Text[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    const text = nodes.map((node) => node.data).join('');
    const start = text.indexOf(wanted);
    if (start < 0) return null;
    const positionAt = (offset: number): readonly [Text, number] | null => {
      let before = 0;
      for (const node of nodes) {
        if (offset <= before + node.length && node.length > 0) return [node, offset - before];
        before += node.length;
      }
      return null;
    };
    const edge = (offset: number) => {
      const position = positionAt(offset);
      if (!position) return null;
      const range = document.createRange();
      const [node, at] = position;
      range.setStart(node, Math.max(0, at - 1));
      range.setEnd(node, Math.max(1, at));
      const box = range.getBoundingClientRect();
      return { x: box.right, y: box.top + box.height / 2 };
    };
    const first = edge(start + 1);
    const last = edge(start + wanted.length);
    const range = document.createRange();
    const begin = positionAt(start + 1);
    if (!first || !last || !begin) return null;
    range.setStart(begin[0], begin[1] - 1);
    range.setEnd(begin[0], begin[1]);
    return { from: { x: range.getBoundingClientRect().left, y: first.y }, to: last };
  }, passage);
}

/** After the view has drawn what it was told by now, however slow its frames are: a movement of the scroll bar reaches it with a frame. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
}

/**
 * Scrolls until the passage is shown whole, and selects it with the mouse, as one does who lets go of the button when what is
 * lit is what was meant. The passage stands in one block.
 */
export async function selectPassage(page: Page, passage: string): Promise<void> {
  const scroller = page.locator('[data-part="scroller"]');
  // A view that makes way for another while it is asked has no box.
  let box = { y: 0, height: 0 };
  await expect(async () => {
    const found = await scroller.boundingBox({ timeout: 1_000 });
    expect(found).not.toBeNull();
    box = found ?? box;
  }).toPass();
  await scroller.evaluate((element) => {
    element.scrollTop = 0;
  });
  const inside = (point: { y: number }) => point.y > box.y + 12 && point.y < box.y + box.height - 12;
  let place: Awaited<ReturnType<typeof placeOf>> = null;
  await expect
    .poll(async () => {
      await drawn(page);
      const before = JSON.stringify(place);
      place = await placeOf(page, passage);
      if (place && inside(place.from) && inside(place.to)) {
        // Shown, and at rest: blocks that enter the window may still push it.
        return JSON.stringify(place) === before;
      }
      await scroller.evaluate((element) => element.scrollBy(0, element.clientHeight / 3));
      return false;
    })
    .toBe(true);
  const { from, to } = place ?? { from: { x: 0, y: 0 }, to: { x: 0, y: 0 } };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await expect.poll(() => page.evaluate(() => document.getSelection()?.toString())).toBe(passage);
  await page.mouse.up();
}

/** Opens the palette of codes with Enter, types the name, and takes it or makes it. */
export async function tagWith(page: Page, code: string): Promise<void> {
  await page.keyboard.press('Enter');
  const search = page.getByRole('dialog').getByRole('combobox');
  await search.fill(code);
  await page
    .getByRole('option', { name: new RegExp(`^(?:${code}\\b|Create code ‘${code}’)`) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await expect(search).toBeHidden();
}
