import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHandlers } from '../handlers.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewImport, runImport } from './index.ts';

const quiet = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
  progress: () => undefined,
};

const PROSE =
  'After two years the bridge between the towns was opened again, and people walked over it. '.repeat(4);
/** A page with a caption, which is kept unless one says otherwise, and share buttons, which are not. */
const page = (host: string, name: string) => `<!doctype html><html lang="en"><head><title>${name}</title>
<link rel="canonical" href="https://${host}/${name}"></head><body><article><h1>${name}</h1><p>${PROSE}</p>
<figure><figcaption>The bridge at night</figcaption></figure><p>${PROSE}</p><p>Share this article</p></article></body></html>`;

describe('what is left out of pages', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
  });
  afterEach(() => scratch.remove());

  function file(host: string, name: string): string {
    const path = join(scratch.folder, `${host} ${name}.html`);
    writeFileSync(path, page(host, name));
    return path;
  }
  const proposed = async (path: string) => {
    const { candidates } = await previewImport(scratch, [{ path }], quiet);
    const [candidate] = candidates;
    return {
      source: candidate?.cutSource,
      asUsual: candidate?.cutsAsUsual,
      cut: candidate?.cuts.filter(({ selected }) => selected).map(({ reason }) => reason),
    };
  };

  it('is proposed again for the same host as it was chosen, and for no other; it is told, and can be forgotten', async () => {
    const [first, next, other] = [
      file('www.lake.example', 'One'),
      file('lake.example', 'Two'),
      file('other.example', 'Three'),
    ];
    expect(await proposed(first)).toEqual({ source: 'lake.example', asUsual: false, cut: ['share'] });
    const chosen = await runImport(scratch, [{ path: first, cut: ['caption'], rememberCuts: true }], quiet);
    expect(chosen.documents[0]).toMatchObject({ leftOut: [{ reason: 'caption', length: 19 }] });
    expect(chosen.documents[0]).not.toHaveProperty('leftOutAsUsual');

    expect(await proposed(next)).toEqual({ source: 'lake.example', asUsual: true, cut: ['caption'] });
    expect(await proposed(other)).toEqual({ source: 'other.example', asUsual: false, cut: ['share'] });
    const usual = await runImport(scratch, [{ path: next }, { path: other }], quiet);
    expect(usual.documents).toMatchObject([
      { leftOut: [{ reason: 'caption' }], leftOutAsUsual: true },
      { leftOut: [{ reason: 'share' }] },
    ]);

    await createHandlers(scratch)['import.forgetCuts']({ source: 'lake.example' }, quiet);
    expect(await proposed(next)).toEqual({ source: 'lake.example', asUsual: false, cut: ['share'] });
  });

  it('is not learnt from a choice that was not to be remembered, nor within the import that chooses it', async () => {
    const [first, next] = [file('lake.example', 'One'), file('lake.example', 'Two')];
    await runImport(scratch, [{ path: first, cut: [] }], quiet);
    expect(await proposed(next)).toMatchObject({ asUsual: false, cut: ['share'] });
    const report = await runImport(
      scratch,
      [{ path: first, cut: ['caption'], rememberCuts: true, evenIfDuplicate: true }, { path: next }],
      quiet,
    );
    expect(report.documents.map(({ leftOut }) => leftOut.map(({ reason }) => reason))).toEqual([
      ['caption'],
      ['share'],
    ]);
  });
});
