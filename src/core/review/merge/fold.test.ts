import { describe, expect, it } from 'vitest';
import type { Fields } from '../../journal/action.ts';
import { fold, type Write } from './fold.ts';

function write(clock: string, before: Fields | null, after: Fields, retracted: string | null = null): Write {
  return { clock, before, after, retracted, replicaId: 'one', replicaSeq: Number(clock) };
}

const made = { note: 'first', deleted: false };

describe('deciding a record', () => {
  it('takes the latest value of each field, in whatever order the writes came', () => {
    const writes = [
      write('1', null, made),
      write('2', { note: 'first' }, { note: 'second' }),
      write('3', { deleted: false }, { deleted: true }),
    ];
    for (const order of [writes, writes.toReversed()]) {
      expect(fold(order)).toMatchObject({ fields: { note: 'second', deleted: true }, exists: true });
    }
  });

  it('has nothing of what was taken back, nor a record whose making was', () => {
    const note = write('2', { note: 'first' }, { note: 'second' }, '3');
    expect(fold([write('1', null, made), note])).toMatchObject({ fields: made, exists: true });
    expect(fold([write('1', null, made, '2')]).exists).toBe(false);
  });

  it('has a record that was brought back after its making was taken back, but not before', () => {
    const takenBack = write('1', null, made, '3');
    const back = (clock: string) => write(clock, { deleted: true }, { deleted: false });
    expect(fold([takenBack, back('2')]).exists).toBe(false);
    expect(fold([takenBack, back('4')])).toMatchObject({ fields: made, exists: true });
    expect(fold([takenBack, { ...back('4'), retracted: '5' }]).exists).toBe(false);
    const gone = write('5', { deleted: false }, { deleted: true });
    expect(fold([takenBack, back('4'), gone])).toMatchObject({ fields: { deleted: true }, exists: true });
  });
});
