import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type FileFormat, type SampleFile, sampleFile } from './files/index.ts';
import { wordsIn } from './files/inline.ts';

/** Seconds after which a run is given up. */
const PATIENCE = 240;
/** pandoc’s heap, which else grows until the machine has no more. */
const PANDOC_HEAP = '4g';
/** Runs on a file with next to nothing in it. */
const STARTS = 3;

interface Program {
  readonly name: 'pandoc' | 'pdftotext';
  readonly debian: string;
  readonly version: string;
  readonly args: (file: string, into: string) => readonly string[];
}

/** What pandoc calls the formats; its Markdown nearest to what ours reads is that of GitHub. */
const PANDOC: Partial<Record<FileFormat, string>> = {
  docx: 'docx',
  odt: 'odt',
  rtf: 'rtf',
  epub: 'epub',
  html: 'html',
  md: 'gfm',
};

function programFor(format: FileFormat): Program | null {
  if (format === 'pdf') {
    return {
      name: 'pdftotext',
      debian: 'poppler-utils',
      version: '-v',
      args: (file, into) => ['-enc', 'UTF-8', file, into],
    };
  }
  const from = PANDOC[format];
  if (from === undefined) return null;
  const how = ['+RTS', `-M${PANDOC_HEAP}`, '-RTS', '-f', from, '-t', 'plain', '--wrap=none', '-o'];
  return {
    name: 'pandoc',
    debian: 'pandoc',
    version: '--version',
    args: (file, into) => [...how, into, file],
  };
}

/** Another program reading one file into plain text, in a process of its own. */
export interface Peer {
  /** with its version */
  readonly name: string;
  /** what starting it takes, in seconds: the least of some runs on a file of the same format with next to nothing in it */
  readonly start: number;
  /** Seconds of one run, its start in them; `absent` says why it came to no end. */
  run(): { readonly seconds: number } | { readonly absent: string };
  /** that it found when it ran last */
  words(): number;
}

/** Null where no program for it is known; `absent` where it is not installed. */
export async function peerFor(
  format: FileFormat,
  { fileName, bytes }: SampleFile,
  folder: string,
): Promise<Peer | { readonly absent: string } | null> {
  const program = programFor(format);
  if (!program) return null;
  const { name, debian, version, args } = program;
  const said = spawnSync(name, [version], { encoding: 'utf8' });
  if (said.error) return { absent: `${name} is not installed (Debian: ${debian})` };
  const number = /\d+(?:\.\d+)+/.exec(said.stdout + said.stderr)?.[0] ?? '';
  const [file, least, into] = [fileName, `least.${format}`, `${format}.out`].map((each) =>
    path.join(folder, each),
  ) as [string, string, string];
  writeFileSync(file, bytes);
  writeFileSync(least, (await sampleFile(format, 1)).bytes);

  const run = (read: string): ReturnType<Peer['run']> => {
    const start = performance.now();
    const done = spawnSync(name, args(read, into), { encoding: 'utf8', timeout: PATIENCE * 1_000 });
    if (done.error) return { absent: `${name} was not done in ${PATIENCE} s` };
    if (done.status !== 0)
      return { absent: `${name} failed: ${done.stderr.trim().split('\n').at(-1) ?? ''}` };
    return { seconds: (performance.now() - start) / 1_000 };
  };
  const starts: number[] = [];
  for (let time = 0; time < STARTS; time += 1) {
    const done = run(least);
    if ('absent' in done) return done;
    starts.push(done.seconds);
  }
  return {
    name: `${name} ${number}`,
    start: Math.min(...starts),
    run: () => run(file),
    words: () => wordsIn(readFileSync(into, 'utf8')),
  };
}
