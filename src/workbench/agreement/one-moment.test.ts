import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AgreementRequest } from '../../contract/procedures.ts';
import { PLAIN_ANNOTATION } from '../../core/annotation/annotation.ts';
import { newId } from '../../core/ids.ts';
import type { Person } from '../../core/project/records.ts';
import { createCode } from '../codebook.ts';
import { createHandlers } from '../handlers.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';

const EACH = 10_000;
const WIDTH = 5;
const signal = new AbortController().signal;

let scratch: Scratch;
beforeEach(() => {
  scratch = openScratch();
});
afterEach(() => scratch.remove());

/** Two people who marked as much in each of two documents, every third passage of the one a character further on. */
function twoPeople() {
  const text = 'word '.repeat(EACH / 2 + 1);
  const documents = ['First', 'Second'].map((title) => scratch.addDocument(title, [text]));
  const codeId = createCode(scratch, { name: 'Claim', parentId: null }).codeId;
  const people = ['Anna', 'Ben'].map((name): Person => ({ id: newId(), name, colour: 1 }));
  const at = '2024-05-01T10:00:00.000Z';
  scratch.store.transact({ type: 'import', subject: '', personId: scratch.me.id }, (tx) => {
    for (const [place, person] of people.entries()) {
      tx.putPerson(person);
      tx.addAnnotations(
        Array.from({ length: EACH }, (_, index) => {
          const start = (index >> 1) * WIDTH + (index % 3 === 0 ? place : 0);
          return {
            ...PLAIN_ANNOTATION,
            id: newId(),
            documentId: documents[index % 2]?.id ?? '',
            personId: person.id,
            codeId,
            spans: [{ start, end: start + 4, quote: text.slice(start, start + 4), prefix: '', suffix: '' }],
            createdAt: at,
            updatedAt: at,
            deleted: false,
          };
        }),
      );
    }
  });
  return people[1]?.id ?? '';
}

it('measures the project as it is when asked, though the one deletes all of theirs while it reads', async () => {
  const ben = twoPeople();
  const handlers = createHandlers(scratch);
  const request: AgreementRequest = {
    unit: 'characters',
    measure: 'krippendorff-alpha',
    resamples: 0,
    seed: 1,
  };
  const before = await handlers['agreement.measure'](request, { signal, progress: () => undefined });
  expect(before.documents).toHaveLength(2);
  let told = 0;
  const progress = () => {
    told += 1;
    if (told > 1) return;
    scratch.store.transact({ type: 'delete-annotations', subject: '', personId: ben }, (tx) => {
      for (const each of scratch.store.read.everyAnnotation({ personIds: [ben] }))
        tx.putAnnotation({ ...each, deleted: true });
    });
  };
  expect(await handlers['agreement.measure'](request, { signal, progress })).toEqual(before);
  expect(told).toBeGreaterThan(0);
  const after = await handlers['agreement.measure'](request, { signal, progress: () => undefined });
  expect(after).toMatchObject({ value: null, reason: 'one-person', documents: [] });
});
