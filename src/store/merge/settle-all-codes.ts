import type { Code } from '../../core/codebook/code.ts';
import { NEAR_REASON_WORDS, nearlyEqualCodes } from '../../core/codebook/near.ts';
import { codePath } from '../../core/codebook/tree.ts';
import type { Id } from '../../core/ids.ts';
import { settleCodes } from '../../core/review/merge/settle-codes.ts';
import type { RecordFields } from '../journal/new-rows.ts';
import type { ReadContext } from '../read/context.ts';
import { recordTables } from '../rows/record-table.ts';
import type { Decided } from './decide.ts';
import { uniteCodes } from './same-records.ts';
import type { SettlementParts } from './settlement-parts.ts';

/** Codes, by row number, that a record bears which is not deleted. */
function borneCodes({ connection, tallies }: ReadContext): ReadonlySet<number> {
  tallies.flush();
  const borne = new Set<number>();
  const add = (rows: readonly { code: number }[]) => {
    for (const { code } of rows) borne.add(code);
  };
  add(
    connection
      .prepare<{ code: number }>(
        'SELECT DISTINCT code FROM tally WHERE document > 0 AND code > 0 AND annotations > 0',
      )
      .all(),
  );
  for (const { kind, table, columns, deletable } of Object.values(recordTables)) {
    if (kind === 'annotation' || kind === 'code' || !deletable) continue;
    for (const { column, refersTo } of columns) {
      if (refersTo !== 'code') continue;
      add(
        connection
          .prepare<{ code: number }>(
            `SELECT DISTINCT ${column} AS code FROM ${table} WHERE deleted = 0 AND ${column} IS NOT NULL`,
          )
          .all(),
      );
    }
  }
  return borne;
}

/**
 * Brings the codebook to what all say of it. What hangs together in it is decided for all codes at once, and twice: first so that what bears
 * new codes can be written, and when that is known, by what is returned, for good.
 */
export function settleAllCodes({
  context,
  writer,
  decider,
  touches,
  knowledge,
  outcome,
}: SettlementParts): () => void {
  const { connection, identities } = context;
  const decided = new Map<Id, Decided>();
  const here = connection.prepare<{ id: Id }>('SELECT id FROM code').all();
  for (const id of [...here.map((code) => code.id), ...(touches.get('code')?.keys() ?? [])]) {
    const one = decided.has(id) ? undefined : decider.decide('code', id);
    if (one) decided.set(id, one);
  }
  uniteCodes(decided, decider.aliases, knowledge, outcome);
  const raw = new Map<Id, Code>();
  for (const [id, one] of decided) {
    outcome.noteConflicts('code', one);
    const deleted = !one.folded.exists || one.folded.fields.deleted === true;
    raw.set(id, { ...(one.folded.fields as object as Omit<Code, 'id'>), id, deleted });
  }
  const settled = (isBorne: (id: Id) => boolean) =>
    settleCodes(raw, {
      sameAs: (id) => decider.aliases.of('code', id),
      samePart: (id) => decider.aliases.of('part', id),
      isBorne,
    });
  const fieldsOf = ({ id: _, ...fields }: Code) => fields as object as RecordFields;
  const made = new Set<Id>();
  for (const [id, code] of settled(() => true)) {
    if (decided.get(id)?.here) continue;
    // Parents may come later than their codes: they are set when all codes are there.
    writer.put('code', id, { ...fieldsOf(code), parentId: null, otherParentIds: [] });
    made.add(id);
  }
  return () => {
    const borne = borneCodes(context);
    const isBorne = (id: Id) => borne.has(identities.find('code', id) ?? -1);
    const codes = settled(isBorne);
    for (const [id, code] of codes) {
      const changed = writer.put('code', id, fieldsOf(code));
      outcome.note('code', id, { deleted: code.deleted }, made.has(id) ? 'made' : changed);
      if (!code.deleted && raw.get(id)?.deleted && decided.get(id)?.folded.exists) {
        outcome.revived.push({ kind: 'code', id, name: code.name });
      }
    }
    const live = [...codes.values()].filter(({ deleted }) => !deleted);
    for (const code of live.filter(({ id }) => made.has(id))) {
      const others = live.filter(({ id, kind }) => !made.has(id) && kind === code.kind);
      const [near] = nearlyEqualCodes(code.name, others);
      if (!near) continue;
      const paths = new Map(codes);
      outcome.proposals.push({
        codeId: code.id,
        name: codePath(code, paths).join('/'),
        likeId: near.code.id,
        likeName: codePath(near.code, paths).join('/'),
        reason: NEAR_REASON_WORDS[near.reason],
      });
    }
  };
}
