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

/** Documents of a megabyte each, a gigabyte in all. UTF-16 code units, of which each is a byte here. */
const DOCUMENTS = 1_000;
const LENGTH = 1_000_000;
const MEGABYTE = 1_048_576;

/** Texts that are generated; files repeat them, each with a last paragraph of its own. */
const TEXTS = 20;

/** Gives how many bytes they are. */
function writeFiles(folder: string): number {
  mkdirSync(folder);
  const texts = Array.from(
    { length: TEXTS },
    (_, seed) => generateText(chanceOf(seed), { length: LENGTH, scripts: ['latin'] }).text,
  );
  let bytes = 0;
  for (let n = 0; n < DOCUMENTS; n += 1) {
    const content = `${texts[n % TEXTS]}\n\nThis is document ${n} of a large project.\n`;
    writeFileSync(path.join(folder, `document ${n}.txt`), content);
    bytes += Buffer.byteLength(content);
  }
  return bytes;
}

function measureImport(folder: string): readonly Figure[] {
  const files = path.join(folder, 'files');
  const bytes = writeFiles(files);
  const script = fileURLToPath(import.meta.resolve('./import-step.ts'));
  const project = path.join(folder, 'imported.gloss');
  const printed = execFileSync(process.execPath, [script, project, files, String(DOCUMENTS), 'once'], {
    encoding: 'utf8',
  });
  const { imported, megabytes } = JSON.parse(printed) as { imported: number; megabytes: number };
  rmSync(files, { recursive: true });
  rmSync(project);
  return [
    figureOf('import 1 GB of plain text, 1,000 files', 's', [imported], { target: 30 }),
    figureOf('import 1 GB of plain text, 1,000 files', 'MB/s', [bytes / MEGABYTE / imported]),
    figureOf('memory at its highest, import 1 GB of plain text', 'MB', [megabytes]),
  ];
}

const DOCUMENT: BenchText = { name: '1 GB in 1,000 documents', length: LENGTH, annotations: 100 };

/** A project of 1 GB: its import, and what the processes hold after work in it. */
export async function benchGigabyte(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-gigabyte-'));
  try {
    const imported = measureImport(folder);
    const others = Array.from({ length: DOCUMENTS - 2 }, () => DOCUMENT);
    const held = await benchMemoryOf([DOCUMENT, DOCUMENT, ...others], 300, { scripts: ['latin'] });
    return [...imported, ...held];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
