import type { Nature } from './procedure.ts';
import type { ProcedureName, Procedures } from './procedures.ts';

/*
 * What a caller must know of a procedure, for the window, which checks no input and so does without the schemas: making them
 * would take a tenth of its start. A name that is missing here, or should not be, is an error of types.
 */

type Of<N extends Nature> = {
  [P in ProcedureName]: Procedures[P]['nature'] extends N ? P : never;
}[ProcedureName];

const ACTIONS: Readonly<Record<Of<'action'>, true>> = {
  'project.rename': true,
  'project.editFields': true,
  'documents.edit': true,
  'documents.delete': true,
  'documents.setFields': true,
  'documents.setProgress': true,
  'documentCodes.add': true,
  'documentCodes.remove': true,
  'documentCodes.setAttributes': true,
  'annotations.tag': true,
  'annotations.tagMany': true,
  'annotations.recode': true,
  'annotations.adjust': true,
  'annotations.note': true,
  'annotations.delete': true,
  'annotations.tagInVivo': true,
  'annotations.addFragment': true,
  'annotations.removeFragment': true,
  'annotations.setAttributes': true,
  'annotations.setStatus': true,
  'annotations.linkEntity': true,
  'annotations.linkNewEntity': true,
  'annotations.confirmVersion': true,
  'relations.create': true,
  'relations.edit': true,
  'relations.delete': true,
  'entities.create': true,
  'entities.edit': true,
  'entities.merge': true,
  'entities.split': true,
  'entities.delete': true,
  'codes.create': true,
  'codes.edit': true,
  'codes.move': true,
  'codes.delete': true,
  'codes.setOtherParents': true,
  'codes.merge': true,
  'codes.split': true,
  'comments.write': true,
  'comments.edit': true,
  'comments.delete': true,
  'comments.resolve': true,
  'memos.write': true,
  'memos.edit': true,
  'memos.delete': true,
  'journal.undo': true,
  'journal.redo': true,
  'review.decide': true,
  'review.decideLink': true,
  'review.writeLink': true,
  'review.withdrawLink': true,
  'review.write': true,
  'review.withdraw': true,
  'review.acceptAgreed': true,
  'assignments.assign': true,
  'assignments.unassign': true,
  'texts.place': true,
  'texts.lose': true,
  'people.editMe': true,
  'people.setBlind': true,
};

const JOBS: Readonly<Record<Of<'job'>, true>> = {
  'project.backup': true,
  'project.check': true,
  'codes.exportFile': true,
  'codes.previewFile': true,
  'codes.importFile': true,
  'import.preview': true,
  'import.run': true,
  'export.preview': true,
  'export.run': true,
  'import.forgetCuts': true,
  'import.readTable': true,
  'agreement.measure': true,
  'agreement.save': true,
  'texts.preview': true,
  'texts.change': true,
  'texts.report': true,
  'merging.preview': true,
  'merging.run': true,
  'sending.send': true,
  'sending.return': true,
};

/** Whether a call of it is one journalled action, which bears an id. */
export function isAction(name: ProcedureName): boolean {
  return Object.hasOwn(ACTIONS, name);
}

/** Whether it is long work, which is not begun again by itself. */
export function isJob(name: ProcedureName): boolean {
  return Object.hasOwn(JOBS, name);
}
