import { Check, History as HistoryIcon, Pencil, Reply, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Comment, CommentedKind } from '../../core/discussion/discussion.ts';
import type { Id } from '../../core/ids.ts';
import { Button, IconButton } from '../controls/buttons.tsx';
import { counted, moment } from '../controls/words.ts';
import { History } from '../inspector/History.tsx';
import { useComments } from '../session/discussion-queries.ts';
import { usePeople, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { undo } from '../workspace/undoing.ts';
import { MarkdownText } from '../writing/MarkdownText.tsx';
import { CommentWriter } from './CommentWriter.tsx';
import styles from './Threads.module.css';
import { type Thread, threadsOf } from './threads.ts';

function CommentView({ comment }: { readonly comment: Comment }) {
  const workspace = useWorkspace();
  const { client, attempt, notices } = workspace;
  const name = usePeople().get(comment.personId)?.name ?? 'Someone';
  const isMine = useProject()?.me.id === comment.personId;
  const [shown, setShown] = useState<'text' | 'edit' | 'history'>('text');
  const remove = () =>
    void attempt(async () => {
      await client.call('comments.delete', { commentId: comment.id });
      notices.done('Comment deleted.', { label: 'Undo', run: () => void undo(workspace) });
    });
  return (
    <li className={styles.comment}>
      <div className={styles.head}>
        <strong>{name}</strong>
        <time dateTime={comment.createdAt}>{moment(comment.createdAt)}</time>
        {comment.updatedAt !== comment.createdAt && (
          <IconButton
            label="Edited: its history"
            icon={<HistoryIcon />}
            small
            pressed={shown === 'history'}
            onPress={() => setShown(shown === 'history' ? 'text' : 'history')}
          />
        )}
        {isMine && (
          <span className={styles.own}>
            <IconButton label="Edit my comment" icon={<Pencil />} small onPress={() => setShown('edit')} />
            <IconButton label="Delete my comment" icon={<Trash2 />} small onPress={remove} />
          </span>
        )}
      </div>
      {shown === 'edit' ? (
        <CommentWriter
          place={comment.id}
          label="My comment"
          markdown={comment.body}
          send="Save"
          onLeave={() => setShown('text')}
          onSend={(body) => {
            setShown('text');
            void attempt(
              async () => void (await client.call('comments.edit', { commentId: comment.id, body })),
            );
          }}
        />
      ) : (
        <MarkdownText markdown={comment.body} />
      )}
      {shown === 'history' && <History recordId={comment.id} />}
    </li>
  );
}

interface ThreadViewProps {
  readonly thread: Thread;
  readonly onReply: (body: string) => void;
}

function ThreadView({ thread, onReply }: ThreadViewProps) {
  const { client, attempt } = useWorkspace();
  const [replying, setReplying] = useState(false);
  // The focus comes back to where it was given away.
  const [left, setLeft] = useState(false);
  const endReply = () => {
    setReplying(false);
    setLeft(true);
  };
  const [unfolded, setUnfolded] = useState(false);
  const { resolved, comments } = thread;
  const setResolved = (next: boolean) =>
    void attempt(
      async () => void (await client.call('comments.resolve', { threadId: thread.id, resolved: next })),
    );
  const isOpen = !resolved || unfolded;
  return (
    <li className={styles.thread} data-resolved={resolved || undefined}>
      {resolved && (
        <button
          type="button"
          className={styles.resolved}
          aria-expanded={isOpen}
          onClick={() => setUnfolded(!unfolded)}
        >
          <Check aria-hidden="true" />
          Resolved: {counted(comments.length, 'comment', 'comments')}
        </button>
      )}
      {isOpen && (
        <ol className={styles.comments}>
          {comments.map((comment) => (
            <CommentView key={comment.id} comment={comment} />
          ))}
        </ol>
      )}
      {replying ? (
        <CommentWriter
          place={`reply ${thread.id}`}
          label="Reply"
          send="Reply"
          onLeave={endReply}
          onSend={(body) => {
            endReply();
            onReply(body);
          }}
        />
      ) : (
        isOpen && (
          <div className={styles.buttons}>
            <Button look="quiet" autoFocus={left} onPress={() => setReplying(true)}>
              <Reply aria-hidden="true" />
              Reply
            </Button>
            {resolved ? (
              <Button look="quiet" onPress={() => setResolved(false)}>
                <RotateCcw aria-hidden="true" />
                Reopen
              </Button>
            ) : (
              <Button look="quiet" onPress={() => setResolved(true)}>
                <Check aria-hidden="true" />
                Resolve
              </Button>
            )}
          </div>
        )
      )}
    </li>
  );
}

interface ThreadsProps {
  readonly targetKind: CommentedKind;
  readonly targetId: Id;
  /** a new thread is being written */
  readonly writing: boolean;
  readonly onWriting: (writing: boolean) => void;
}

/** The threads of comments on a record: read, write, reply, edit and delete one’s own, resolve, reopen. */
export function Threads({ targetKind, targetId, writing, onWriting }: ThreadsProps) {
  const { client, attempt } = useWorkspace();
  const [left, setLeft] = useState(false);
  const end = () => {
    onWriting(false);
    setLeft(true);
  };
  const threads = threadsOf(useComments(targetKind, targetId));
  const write = (threadId: Id | null, body: string) =>
    void attempt(
      async () => void (await client.call('comments.write', { targetKind, targetId, threadId, body })),
    );
  return (
    <>
      {threads.length > 0 && (
        <ul className={styles.threads} aria-label="Threads">
          {threads.map((thread) => (
            <ThreadView key={thread.id} thread={thread} onReply={(body) => write(thread.id, body)} />
          ))}
        </ul>
      )}
      {writing ? (
        <CommentWriter
          place={`new ${targetId}`}
          label="New comment"
          send="Comment"
          onLeave={end}
          onSend={(body) => {
            end();
            write(null, body);
          }}
        />
      ) : (
        <Button look="quiet" autoFocus={left} onPress={() => onWriting(true)}>
          <Pencil aria-hidden="true" />
          Write a comment
        </Button>
      )}
    </>
  );
}
