import { type ProcedureName, procedures } from '../../contract/procedures.ts';
import type { CallContext, Handlers } from '../../contract/server.ts';
import type { Session } from '../session.ts';
import { checkSeen, checkUnlocked } from './guards.ts';
import { seeing } from './seeing.ts';
import { seenAnswer } from './seen-reports.ts';

/** Questions of the text and of the lists beside it: they follow the layers. All others ask for what I may see. */
const LAYERED: ReadonlySet<ProcedureName> = new Set<ProcedureName>([
  'documents.list',
  'documents.passage',
  'documentCodes.list',
  'annotations.inRange',
  'annotations.get',
  'annotations.page',
  'annotations.neighbour',
  'annotations.density',
  'relations.ofAnnotation',
  'relations.inRange',
  'relations.page',
  'codes.list',
  'entities.list',
  'entities.mentions',
  'comments.discussed',
]);

/** Work that only reads, or that is done to what may be seen. */
const SEEING: ReadonlySet<ProcedureName> = new Set<ProcedureName>([
  'export.preview',
  'export.run',
  'agreement.measure',
  'agreement.save',
  'texts.preview',
  'texts.report',
  'review.acceptAgreed',
]);

/** What changes an annotation, a relation or a document code of someone: refused where their layer is locked. */
const EDITING: ReadonlySet<ProcedureName> = new Set<ProcedureName>([
  'annotations.recode',
  'annotations.adjust',
  'annotations.note',
  'annotations.delete',
  'annotations.addFragment',
  'annotations.removeFragment',
  'annotations.setAttributes',
  'annotations.setStatus',
  'annotations.linkEntity',
  'annotations.linkNewEntity',
  'annotations.confirmVersion',
  'texts.place',
  'texts.lose',
  'relations.edit',
  'relations.delete',
  'documentCodes.remove',
  'documentCodes.setAttributes',
]);

type Handler = (input: object, context: CallContext) => unknown;

/**
 * Handlers of every procedure, each over the session with the sight that it is to have: what is asked is answered from what may be
 * seen, whichever use case answers; what is done is done to all there is, but refused where it names what is hidden or locked.
 */
export function guarded(session: Session, handlersOf: (session: Session) => Handlers): Handlers {
  const whole = handlersOf(session);
  const seen = handlersOf(seeing(session));
  const layered = handlersOf(seeing(session, true));
  const guardedOne = (name: ProcedureName): Handler => {
    const { nature } = procedures[name];
    if (LAYERED.has(name)) return layered[name] as Handler;
    if (nature === 'query' && name !== 'merging.log') return seen[name] as Handler;
    const handler = (SEEING.has(name) ? seen : whole)[name] as Handler;
    return (input, context) => {
      checkSeen(session, input);
      // Relations begin and end at annotations that this does not change.
      if (EDITING.has(name))
        checkUnlocked(session, name.startsWith('relations.') ? relationsOnly(input) : input);
      return seenAnswer(session, name, input, handler(input, context), seen, context);
    };
  };
  const names = Object.keys(procedures) as ProcedureName[];
  return Object.fromEntries(names.map((name) => [name, guardedOne(name)])) as unknown as Handlers;
}

function relationsOnly(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([field]) => field.startsWith('relation')));
}
