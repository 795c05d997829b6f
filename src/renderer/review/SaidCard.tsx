import { MessageSquare } from 'lucide-react';
import { useState } from 'react';
import type { RelationView } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { showValue } from '../../core/attribute/wording.ts';
import type { Verdict } from '../../core/review/verdict.ts';
import { Button } from '../controls/buttons.tsx';
import { CodeChip, Swatch } from '../controls/CodeMark.tsx';
import { Keys } from '../controls/Keys.tsx';
import { Threads } from '../discussion/Threads.tsx';
import { shortened, wholeQuote } from '../inspector/quotation.ts';
import { relationInWords } from '../reading/relations/relation-words.ts';
import { useComments } from '../session/discussion-queries.ts';
import { useEntities } from '../session/entity-queries.ts';
import { useCodeMap, usePeople } from '../session/queries.ts';
import styles from './SaidCard.module.css';
import { VerdictLine } from './VerdictLine.tsx';

/** Values, entity, note and links of what someone said. */
function Details({ annotation, relations }: Pick<SaidCardProps, 'annotation' | 'relations'>) {
  const codes = useCodeMap();
  const code = codes.get(annotation.codeId);
  const { entities } = useEntities();
  const nameOf = (id: string) => entities.find((entity) => entity.id === id)?.name;
  const values = (code?.attributes ?? []).flatMap((definition) => {
    const value = annotation.attributes[definition.id];
    return value === undefined ? [] : [[definition.name, showValue(definition, value, nameOf)] as const];
  });
  if (annotation.entityId !== null) values.push(['Entity', nameOf(annotation.entityId) ?? '(not there)']);
  if (annotation.note !== '') values.push(['Note', shortened(annotation.note, 200)]);
  for (const view of relations) {
    const name = codes.get(view.relation.codeId)?.name ?? '(code not there)';
    values.push(['Linked', relationInWords(view, annotation.id, annotation.documentId, name)]);
  }
  if (values.length === 0) return null;
  return (
    <dl className={styles.details}>
      {values.map(([name, value]) => (
        <div key={`${name} ${value}`}>
          <dt dir="auto">{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface SaidCardProps {
  readonly annotation: Annotation;
  /** the key that accepts it; null past the ninth */
  readonly accelerator: string | null;
  readonly verdict: Verdict | undefined;
  /** those that begin or end at it */
  readonly relations: readonly RelationView[];
  readonly agreeing: number;
  readonly onAccept: () => void;
}

/** What one person said of the passage, what was decided on it, and what is said about that. */
export function SaidCard(props: SaidCardProps) {
  const { annotation, accelerator, verdict, relations, agreeing, onAccept } = props;
  const person = usePeople().get(annotation.personId);
  const code = useCodeMap().get(annotation.codeId);
  const comments = useComments('annotation', annotation.id).length;
  const [talking, setTalking] = useState(false);
  const [writing, setWriting] = useState(false);
  const name = person?.name ?? 'Someone';
  return (
    <li className={styles.card} aria-label={`${name}: ${code?.name ?? 'code not there'}`}>
      <div className={styles.head}>
        <Swatch colour={person?.colour ?? 0} />
        <strong dir="auto" title={name}>
          {name}
        </strong>
        {agreeing > 1 && <span className={styles.agreeing}>{agreeing} alike</span>}
      </div>
      <CodeChip code={code} />
      <blockquote className={styles.quote} dir="auto">
        {shortened(wholeQuote(annotation.spans), 240)}
      </blockquote>
      <Details annotation={annotation} relations={relations} />
      {verdict && <VerdictLine verdict={verdict} changed={annotation.updatedAt > verdict.updatedAt} />}
      <div className={styles.buttons}>
        <Button onPress={onAccept} aria-label={`Accept what ${name} said`}>
          Accept {accelerator && <Keys keys={accelerator} />}
        </Button>
        <Button
          look="quiet"
          aria-expanded={talking}
          aria-label={`Comments on what ${name} said (${comments})`}
          onPress={() => {
            setTalking(!talking);
            setWriting(!talking && comments === 0);
          }}
        >
          <MessageSquare aria-hidden="true" />
          {comments > 0 && comments}
        </Button>
      </div>
      {talking && (
        <Threads targetKind="annotation" targetId={annotation.id} writing={writing} onWriting={setWriting} />
      )}
    </li>
  );
}
