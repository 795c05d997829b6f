import { previewAttributes } from '../attributes.ts';
import { codeVersions } from '../code-versions.ts';
import { createCode, editCode, moveCode, setOtherParents } from '../codebook.ts';
import { deleteCode } from '../codebook-delete.ts';
import { mergeCodes, previewMerge } from '../codebook-merge.ts';
import { matchingAnnotations, splitCode } from '../codebook-split.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './topic.ts';

// Loaded on first use, as all codecs are.
const files = () => import('../codebook-files.ts');

export function codeHandlers(session: Session): HandlersOf<'codes'> {
  const { read } = session.store;
  return {
    'codes.list': () => read.codes(),
    'codes.create': (input) => createCode(session, input),
    'codes.edit': (input) => editCode(session, input),
    'codes.move': (input) => moveCode(session, input),
    'codes.setOtherParents': (input) => setOtherParents(session, input),
    'codes.delete': (input) => deleteCode(session, input),
    'codes.versions': (input) => codeVersions(session, input),
    'codes.previewAttributes': (input) => previewAttributes(session, input),
    'codes.previewMerge': (input) => previewMerge(session, input),
    'codes.merge': (input) => mergeCodes(session, input),
    'codes.split': (input) => splitCode(session, input),
    'codes.matching': (input) => matchingAnnotations(session, input),
    'codes.exportFile': async (input) => (await files()).exportCodebook(session, input),
    'codes.previewFile': async (input) => (await files()).previewCodebook(session, input),
    'codes.importFile': async (input) => (await files()).importCodebook(session, input),
  };
}
