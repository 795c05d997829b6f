import { expect, type Page } from '@playwright/test';

/** Does what a command does, by its name in the palette. */
export async function runByName(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(words);
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(words);
  await page.keyboard.press('Enter');
}

/** Chooses from the open menu with the arrows, as one does who sees where the menu's focus is. */
export async function pressMenuItem(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('menuitem', { name });
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(wanted).toBeFocused({ timeout: 300 });
  }).toPass();
  await page.keyboard.press('Enter');
}
