import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { PLAIN_ANNOTATION } from '../src/core/annotation/annotation.ts';
import { PLAIN_CODE } from '../src/core/codebook/code.ts';
import { type Id, newId } from '../src/core/ids.ts';
import { StructuredTextBuilder } from '../src/core/text/blocks.ts';
import { createProject } from '../src/store/index.ts';
import { resolveElectron } from './electron/resolve.mjs';

/**
 * `node scripts/run.mjs scripts/review-screens.ts FOLDER`: what reviewers see with 2, 3 and 6 people, long names and labels, text from right
 * to left, light and dark, in two sizes; of people's layers and assignments too. For looking at: nothing is compared.
 */

const FOLDER = path.resolve(process.argv[2] ?? 'review-screens');
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const NAMES = [
  'Anna',
  'Bartholomew Featherstonehaugh-Cholmondeley',
  'يوسف المنصوري',
  'Chen',
  'דוד לוי',
  'Oyelaran',
];
const CODES = [
  'Claim',
  'Position of an international organisation on the conflict and its likely outcome',
  'ادعاء',
  'Actor',
];
const PARAGRAPHS = [
  'The minister of foreign affairs denied the report on Tuesday, and the envoy said nothing at all.',
  'قال الوزير إن التقرير غير صحيح، ونفى أي علم بالموضوع.',
  'השר הכחיש את הדיווח ביום שלישי, והשליח לא אמר דבר.',
  'Traders said that prices had fallen for the third week in a row, which the central bank called temporary.',
];
/** paragraph, first and last word, and which code each person gave, by turns; null: none */
const SAID: readonly (readonly [
  paragraph: number,
  from: number,
  to: number,
  codes: readonly (number | null)[],
])[] = [
  [0, 0, 5, [3, 3, 1]],
  [0, 5, 8, [0, 0, 0]],
  [0, 11, 14, [3, null, 3, 3]],
  [1, 0, 2, [3, 2]],
  [1, 3, 5, [2, 2, 2, null]],
  [2, 0, 3, [1, 0, null]],
  [3, 2, 5, [0, 1, 1]],
  [3, 12, 16, [1]],
];
const AT = '2024-05-01T10:00:00.000Z';
const TIMES = { createdAt: AT, updatedAt: AT, deleted: false };

/** A project in which so many people tagged the same document, and twelve others that are assigned to them. */
function makeProject(file: string, people: number): void {
  const store = createProject(file, {
    machineId: newId(),
    backupFolder: path.join(path.dirname(file), 'backups'),
    appVersion: '0.0.0',
    name: `Review by ${people}`,
  });
  const persons = NAMES.slice(0, people).map((name, colour) => ({ id: newId(), name, colour: colour * 2 }));
  const codes = CODES.map((name, colour) => ({
    ...PLAIN_CODE,
    id: newId(),
    name,
    parentId: null,
    colour: colour * 3,
    key: null,
    description: '',
    position: colour,
    ...TIMES,
  }));
  const first = persons[0]?.id ?? newId();
  store.transact({ type: 'import', subject: '', personId: first }, (tx) => {
    for (const person of persons) tx.putPerson(person);
    for (const code of codes) tx.putCode(code);
    const documents: Id[] = [];
    for (let n = 0; n < 13; n++) {
      const builder = new StructuredTextBuilder();
      builder.block({ kind: 'heading', level: 1 }, n === 0 ? 'The report' : `Bulletin ${n}`);
      for (const paragraph of PARAGRAPHS) builder.block({ kind: 'paragraph' }, paragraph);
      const structured = builder.finish();
      const source = { mediaType: 'text/plain', encoding: 'utf-8', format: 'txt' };
      const text = tx.putText({
        structured,
        source: { bytes: new TextEncoder().encode(structured.text), ...source },
      });
      const id = newId();
      documents.push(id);
      const about = { source: '', author: '', date: '', language: '', fields: {}, attributes: {} };
      const title =
        n === 0 ? 'The report' : `Bulletin ${n} of the observers’ mission, with a title that is long`;
      tx.putDocument({ id, textId: text.id, title, fileName: `${n}.txt`, ...about, ...TIMES });
      for (const [at, person] of persons.entries()) {
        if ((n + at) % 3 === 0)
          tx.putAssignment({ id: newId(), documentId: id, personId: person.id, ...TIMES });
        const status = (['not-started', 'in-progress', 'done'] as const)[(n + at) % 3] ?? 'done';
        if (n > 0)
          tx.putProgress({ id: newId(), documentId: id, personId: person.id, status, updatedAt: AT });
      }
    }
    const whole = tx.document(documents[0] ?? '');
    const text = whole ? tx.slice(whole.textId, { start: 0, end: 100_000 }) : '';
    for (const [paragraph, from, to, given] of SAID) {
      const begins = text.indexOf(PARAGRAPHS[paragraph] ?? '');
      const words = [...(PARAGRAPHS[paragraph] ?? '').matchAll(/\S+/g)];
      for (const [at, person] of persons.entries()) {
        const code = given[at % given.length];
        if (code === null || code === undefined) continue;
        const start = begins + (words[from]?.index ?? 0);
        const last = words[Math.min(words.length, to - (at % 2)) - 1];
        const end = begins + (last ? last.index + last[0].replace(/[,.]$/, '').length : 0);
        tx.putAnnotation({
          id: newId(),
          documentId: documents[0] ?? '',
          personId: person.id,
          codeId: codes[code]?.id ?? '',
          spans: [{ start, end, quote: text.slice(start, end), prefix: '', suffix: '' }],
          ...PLAIN_ANNOTATION,
          ...TIMES,
        });
      }
    }
  });
  store.close();
}

async function show(
  app: ElectronApplication,
  page: Page,
  theme: 'light' | 'dark',
  size: (typeof SIZES)[number],
): Promise<void> {
  await page.evaluate((chosen) => window.glossator.setTheme({ theme: chosen }), theme);
  const frame = await app.browserWindow(page);
  await frame.evaluate((shown, { width, height }) => shown.setContentSize(width, height), size);
  await page.waitForFunction(
    ([chosen, width]) => document.documentElement.dataset.theme === chosen && innerWidth === width,
    [theme, size.width] as const,
  );
}

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(words);
  await page.keyboard.press('Enter');
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
  console.log(`${name}.png`);
}

mkdirSync(FOLDER, { recursive: true });
const { executablePath, args } = await resolveElectron({ log: () => undefined });
for (const people of [2, 3, 6]) {
  const home = mkdtempSync(path.join(tmpdir(), 'glossator-review-'));
  const file = path.join(home, `review-${people}.gloss`);
  makeProject(file, people);
  const app = await electron.launch({
    executablePath,
    args: [...args, `--user-data-dir=${home}`, file],
    chromiumSandbox: !args.includes('--no-sandbox'),
  });
  try {
    const page = await app.firstWindow();
    await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
    await page.getByRole('option', { name: /The report/ }).click();
    await page.getByRole('listbox', { name: 'Annotations in view' }).getByRole('option').first().waitFor();
    for (const [at, size] of SIZES.entries()) {
      const theme = at === 0 ? 'light' : 'dark';
      const name = (what: string) => `${what}-${people}-${theme}-${size.width}`;
      await show(app, page, theme, size);
      await page.keyboard.press('Control+9');
      await page.getByRole('row', { name: /Adjudicated set/ }).waitFor();
      await shoot(page, name('people'));
      await page.keyboard.press('Escape');
      await command(page, 'Assignments: who');
      await page.getByRole('table', { name: 'Who codes what' }).waitFor();
      await shoot(page, name('assignments'));
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Shift+R');
      const queue = page.getByRole('listbox', { name: 'Passages to review' });
      await queue.getByRole('option', { selected: true }).waitFor();
      await page
        .getByRole('button', { name: /^Accept/ })
        .first()
        .waitFor();
      await shoot(page, name('compare'));
      for (let step = 0; step < 3; step++) await page.keyboard.press('j');
      await queue
        .getByRole('option', { selected: true })
        .filter({ hasText: /[\u0600-\u06ff]/ })
        .waitFor();
      await shoot(page, name('rtl'));
      await page.keyboard.press('e');
      await page.getByRole('button', { name: /Save/ }).waitFor();
      await shoot(page, name('amend'));
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
  } finally {
    await app.close();
    rmSync(home, { recursive: true, force: true });
  }
}
