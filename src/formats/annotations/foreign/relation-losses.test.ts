import { describe, expect, it } from 'vitest';
import { codecs } from './codecs.ts';
import { bundleOf } from './testing/memory-bundle.ts';
import { writtenBy } from './testing/round-trip.ts';
import { setOf } from './testing/taking.ts';

const codec = (format: string) => codecs.find(({ about }) => about.format === format);

describe('what is said of a relation', () => {
  it.each(['pubannotation', 'refi-qda', 'label-studio', 'prodigy', 'doccano'])(
    'is counted as lost where a format holds but its ends and label: %s',
    async (format) => {
      const brat = codec('brat')?.reader;
      const writer = codec(format)?.writer;
      if (!brat || !writer) throw new Error(`no ${format}`);
      const { set } = await setOf(
        brat,
        bundleOf({
          'a.txt': 'Ana met Bo',
          'a.ann':
            'T1\tPER 0 3\tAna\nT2\tPER 8 10\tBo\nR1\tMet Arg1:T1 Arg2:T2\nA1\tSure R1 very\n#1\tAnnotatorNotes R1\tin May\n',
        }),
      );
      expect(set.relations).toMatchObject([{ note: 'in May' }]);
      expect(Object.keys(set.relations[0]?.attributes ?? {})).toHaveLength(1);
      const { tally } = await writtenBy(writer, set);
      expect(tally.lost).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ what: 'notes on relations', count: 1 }),
          expect.objectContaining({ what: 'attribute values of relations', count: 1 }),
        ]),
      );
    },
  );
});
