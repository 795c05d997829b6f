import { useQuery } from '@tanstack/react-query';
import {
  ArrowLeft,
  ArrowLeftRight,
  ArrowRight,
  ArrowRightLeft,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import type { RelationVerdictView, RelationView } from '../../contract/procedures.ts';
import type { AttributeValue } from '../../core/attribute/attribute.ts';
import type { Id } from '../../core/ids.ts';
import { AttributeFields } from '../attributes/AttributeFields.tsx';
import { missingInWords } from '../attributes/attribute-problem.ts';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { IconButton } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { TextField } from '../controls/fields.tsx';
import { useDraft } from '../controls/use-draft.ts';
import { PLACE_LOST } from '../reading/relations/relation-words.ts';
import { VerdictLine } from '../review/VerdictLine.tsx';
import { queryKeys } from '../session/invalidation.ts';
import { useCodeMap } from '../session/queries.ts';
import { useRelationsOf } from '../session/relation-queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { undo } from '../workspace/undoing.ts';
import { goToAnnotation } from '../workspace/walking.ts';
import { shortened } from './quotation.ts';
import styles from './Relations.module.css';

const QUOTE_LENGTH = 160;

/** The relation's note and the values of its code's attributes. */
function RelationDetails({ view }: { readonly view: RelationView }) {
  const { client, attempt } = useWorkspace();
  const { relation } = view;
  const code = useCodeMap().get(relation.codeId);
  const edit = (fields: { note?: string; values?: Record<Id, string | number | boolean | Id[] | null> }) =>
    void attempt(async () => void (await client.call('relations.edit', { relationId: relation.id, fields })));
  const note = useDraft(relation.note, (text) => {
    edit({ note: text });
    return true;
  });
  const setValue = (definitionId: Id, value: AttributeValue | null) =>
    edit({ values: { [definitionId]: typeof value === 'object' && value !== null ? [...value] : value } });
  return (
    <div className={styles.details}>
      <AttributeFields
        definitions={code?.attributes ?? []}
        values={relation.attributes}
        onChange={setValue}
        onDone={() => undefined}
      />
      <TextField
        label="Note on the relation"
        value={note.text}
        onChange={note.write}
        onBlur={note.keep}
        lines={2}
        dir="auto"
      />
    </div>
  );
}

interface RelationRowProps {
  readonly view: RelationView;
  readonly annotationId: Id;
  readonly judged: RelationVerdictView | undefined;
}

function RelationRow({ view, annotationId, judged }: RelationRowProps) {
  const workspace = useWorkspace();
  const { client, attempt, notices } = workspace;
  const byId = useCodeMap();
  const [detailed, setDetailed] = useState(false);
  const { relation } = view;
  const code = byId.get(relation.codeId);
  const isFrom = relation.fromId === annotationId;
  const other = isFrom ? view.to : view.from;
  const directed = code?.ends?.directed ?? true;
  const name = code?.name ?? 'a code that is gone';
  const quote = shortened(other.quotes.join(' … ').replace(/\s+/g, ' '), QUOTE_LENGTH);
  const isElsewhere = view.from.documentId !== view.to.documentId;
  const say = (message: string) => notices.done(message, { label: 'Undo', run: () => void undo(workspace) });
  const reverse = () =>
    void attempt(async () => {
      const fields = { fromId: relation.toId, toId: relation.fromId };
      await client.call('relations.edit', { relationId: relation.id, fields });
      say('Relation reversed.');
    });
  const remove = () =>
    void attempt(async () => {
      await client.call('relations.delete', { relationIds: [relation.id] });
      say('Relation deleted.');
    });
  const Direction = directed ? (isFrom ? ArrowRight : ArrowLeft) : ArrowLeftRight;
  const missing = missingInWords(code?.attributes ?? [], relation.attributes);
  return (
    <li className={styles.relation}>
      <div className={styles.head}>
        <Direction
          className={styles.direction}
          role="img"
          aria-label={directed ? (isFrom ? 'from here' : 'to here') : 'either way'}
        />
        <CodeChip code={code} />
        {missing !== null && <span className={styles.missing}>{missing}</span>}
        <span className={styles.tools}>
          <IconButton
            label={`Note and attributes of ‘${name}’`}
            icon={<SlidersHorizontal />}
            small
            pressed={detailed}
            onPress={() => setDetailed(!detailed)}
          />
          {directed && (
            <IconButton label={`Reverse ‘${name}’`} icon={<ArrowRightLeft />} small onPress={reverse} />
          )}
          <IconButton label={`Delete ‘${name}’`} icon={<Trash2 />} small onPress={remove} />
        </span>
      </div>
      <button
        type="button"
        className={styles.other}
        onClick={() => void attempt(() => goToAnnotation(workspace, other.id))}
      >
        <span className={styles.quote} dir="auto">
          {quote}
        </span>
        {(isElsewhere || other.lost) && (
          <span className={styles.where} dir="auto">
            {[
              isElsewhere ? other.documentDate : '',
              isElsewhere ? other.documentTitle : '',
              other.lost ? PLACE_LOST : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </button>
      {relation.note !== '' && !detailed && (
        <p className={styles.note} dir="auto">
          {relation.note}
        </p>
      )}
      {judged && <VerdictLine verdict={judged.verdict} changed={judged.changed} />}
      {judged?.result && judged.result.relation.id !== relation.id && (
        <p className={styles.note}>
          In its place stands <CodeChip code={byId.get(judged.result.relation.codeId)} />
          {judged.result.from.id === view.to.id && ' the other way round'}
        </p>
      )}
      {detailed && <RelationDetails view={view} />}
    </li>
  );
}

/** The relations that begin or end at the annotation: followed, turned round, described, deleted. */
export function Relations({ annotationId }: { readonly annotationId: Id }) {
  const { client } = useWorkspace();
  const views = useRelationsOf(annotationId);
  const { data: verdicts = [] } = useQuery({
    queryKey: [...queryKeys.review, 'relations', annotationId],
    queryFn: () => client.call('review.verdictsOnRelations', { annotationId }),
    enabled: views.length > 0,
  });
  if (views.length === 0)
    return (
      <p className={styles.nothing}>
        None yet: press <CommandKeys id="relation.relate" /> here, go to the other annotation, and press it
        again.
      </p>
    );
  return (
    <ul className={styles.relations} aria-label="Relations">
      {views.map((view) => (
        <RelationRow
          key={view.relation.id}
          view={view}
          annotationId={annotationId}
          judged={verdicts.find(({ verdict }) => verdict.relationId === view.relation.id)}
        />
      ))}
    </ul>
  );
}
