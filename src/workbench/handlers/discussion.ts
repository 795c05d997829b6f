import { deleteComment, editComment, listComments, resolveThread, writeComment } from '../discussion.ts';
import { findLinkTargets, linksTo, resolveLinks } from '../links.ts';
import { deleteMemo, editMemo, listMemos, writeMemo } from '../memos.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './topic.ts';

export function discussionHandlers(session: Session): HandlersOf<'comments' | 'memos' | 'links'> {
  return {
    'comments.list': (input) => listComments(session, input),
    'comments.discussed': ({ documentId }) => session.store.read.discussed(documentId),
    'comments.write': (input) => writeComment(session, input),
    'comments.edit': (input) => editComment(session, input),
    'comments.delete': (input) => deleteComment(session, input),
    'comments.resolve': (input) => resolveThread(session, input),

    'memos.list': (input) => listMemos(session, input),
    'memos.write': (input) => writeMemo(session, input),
    'memos.edit': (input) => editMemo(session, input),
    'memos.delete': (input) => deleteMemo(session, input),

    'links.resolve': (input) => resolveLinks(session, input),
    'links.to': (input) => linksTo(session, input),
    'links.find': (input) => findLinkTargets(session, input),
  };
}
