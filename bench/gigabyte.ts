import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, figureOf } from './figure.ts';
import { chanceOf } from './generate/random.ts';
import { generateText } from './generate/text.ts';
import { benchMemoryOf } from './window/index.ts';
import type { BenchText } from './window/texts.ts';

/** A document: a megabyte. UTF-16 code units, of which each is a byte here. */
const LENGTH = 1_000_000;
const MEGABYTE = 1_048_576;
/** So many of them are a gigabyte. */
const GIGABYTE = 1_000;

/** Texts that are generated; files repeat them, each with a last paragraph of its own. */
const TEXTS = 20;

function nameOf(documents: number): string {
  return documents === GIGABYTE ? '1 GB' : `${documents} MB`;
}

/** Gives how many bytes they are. */
function writeFiles(folder: string, documents: number): number {
  mkdirSync(folder);
  const texts = Array.from(
    { length: TEXTS },
    (_, seed) => generateText(chanceOf(seed), { length: LENGTH, scripts: ['latin'] }).text,
  );
  let bytes = 0;
  for (let n = 0; n < documents; n += 1) {
    const content = `${texts[n % TEXTS]}\n\nThis is document ${n} of a large project.\n`;
    writeFileSync(path.join(folder, `document ${n}.txt`), content);
    bytes += Buffer.byteLength(content);
  }
  return bytes;
}

function measureImport(folder: string, documents: number): readonly Figure[] {
  const files = path.join(folder, 'files');
  const bytes = writeFiles(files, documents);
  const script = fileURLToPath(import.meta.resolve('./import-step.ts'));
  const project = path.join(folder, 'imported.gloss');
  const printed = execFileSync(process.execPath, [script, project, files, String(documents), 'once'], {
    encoding: 'utf8',
  });
  const { imported, megabytes } = JSON.parse(printed) as { imported: number; megabytes: number };
  rmSync(files, { recursive: true });
  rmSync(project);
  const size = nameOf(documents);
  const work = `import ${size} of plain text, ${documents.toLocaleString('en')} files`;
  return [
    figureOf(work, 's', [imported], documents === GIGABYTE ? { target: 30 } : {}),
    figureOf(work, 'MB/s', [bytes / MEGABYTE / imported]),
    figureOf(`memory at its highest, import ${size} of plain text`, 'MB', [megabytes]),
  ];
}

/** A project of so many documents of a megabyte each: its import, and what the processes hold after work in it. */
export async function benchGigabyte(documents: number): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-gigabyte-'));
  try {
    const imported = measureImport(folder, documents);
    const name = `${nameOf(documents)} in ${documents.toLocaleString('en')} documents`;
    const document: BenchText = { name, length: LENGTH, annotations: 100 };
    const others = Array.from({ length: documents - 2 }, () => document);
    const held = await benchMemoryOf([document, document, ...others], 300, { scripts: ['latin'] });
    return [...imported, ...held];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
