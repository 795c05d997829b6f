import { Eye, EyeOff, Lock, LockOpen, X } from 'lucide-react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { LayersView } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { Button, IconButton } from '../controls/buttons.tsx';
import { Swatch } from '../controls/CodeMark.tsx';
import { classNames } from '../controls/class-names.ts';
import { counted, inDigits } from '../controls/words.ts';
import { useCountedLayers } from '../session/layer-queries.ts';
import { usePeople, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { hiddenWords, setLayers, showOnly } from '../workspace/layers.ts';
import styles from './PeopleDialog.module.css';

type Layer = LayersView['people'][number];

function LayerRow({ layer, isMe }: { readonly layer: Layer; readonly isMe: boolean }) {
  const workspace = useWorkspace();
  const person = usePeople().get(layer.personId);
  const name = person?.name ?? 'Someone';
  const { personId, shown, locked } = layer;
  const set = (change: { shown?: boolean; locked?: boolean }) =>
    void workspace.attempt(() => setLayers(workspace, { people: [{ personId, ...change }] }));
  return (
    <tr data-hidden={!shown || undefined}>
      <th scope="row">
        <span className={styles.person}>
          <Swatch colour={person?.colour ?? 0} />
          <span dir="auto" className={styles.name}>
            {name}
          </span>
          {isMe && <span className={styles.me}>me</span>}
        </span>
      </th>
      <td className={styles.count}>{inDigits(layer.annotations ?? 0)}</td>
      <td>
        <IconButton
          label={`Show what ${name} marked`}
          icon={shown ? <Eye /> : <EyeOff />}
          small
          pressed={shown}
          onPress={() => set({ shown: !shown })}
        />
      </td>
      <td>
        <IconButton
          label={`Lock what ${name} marked against changes`}
          icon={locked ? <Lock /> : <LockOpen />}
          small
          pressed={locked}
          onPress={() => set({ locked: !locked })}
        />
      </td>
    </tr>
  );
}

function Blind({ documents }: { readonly documents: number }) {
  const { state } = useWorkspace();
  const blind = useProject()?.project.blind ?? false;
  return (
    <p className={styles.blind}>
      <span>
        {!blind && 'Blind coding is off: everyone sees what everyone marked.'}
        {blind && documents === 0 && 'Blind coding is on. You are done with every document.'}
        {blind &&
          documents > 0 &&
          `Blind coding is on: what colleagues did in ${counted(documents, 'document', 'documents')} is hidden until you mark them as done.`}
      </span>
      <Button look="quiet" onPress={() => state.patch({ dialog: { kind: 'blind' } })}>
        {blind ? 'Turn off …' : 'Turn on …'}
      </Button>
    </p>
  );
}

/** Everyone's annotations as layers, beside the text that shows them. */
export function PeopleDialog({ onClose }: { readonly onClose: () => void }) {
  const workspace = useWorkspace();
  const layers = useCountedLayers();
  const me = useProject()?.me;
  const only = (ids: readonly Id[] | null) => void workspace.attempt(() => showOnly(workspace, ids));
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={classNames(styles.overlay)}
    >
      <Modal className={classNames(styles.panel)}>
        <Dialog className={classNames(styles.dialog)}>
          <header className={styles.header}>
            <Heading slot="title" level={2} className={classNames(styles.title)}>
              People
            </Heading>
            <IconButton label="Close" icon={<X />} small onPress={onClose} />
          </header>
          {layers && (
            <>
              <div className={styles.body}>
                <table className={styles.table}>
                  <caption>Whose annotations are shown, and whose are locked against changes</caption>
                  <thead>
                    <tr>
                      <th scope="col">Layer</th>
                      <th scope="col" className={styles.count}>
                        Marked
                      </th>
                      <th scope="col">Shown</th>
                      <th scope="col">Locked</th>
                    </tr>
                  </thead>
                  <tbody>
                    {layers.people.map((layer) => (
                      <LayerRow key={layer.personId} layer={layer} isMe={layer.personId === me?.id} />
                    ))}
                    <tr data-hidden={!layers.adjudicated.shown || undefined}>
                      <th scope="row">Adjudicated set</th>
                      <td className={styles.count}>{inDigits(layers.adjudicated.annotations ?? 0)}</td>
                      <td>
                        <IconButton
                          label="Show the adjudicated set"
                          icon={layers.adjudicated.shown ? <Eye /> : <EyeOff />}
                          small
                          pressed={layers.adjudicated.shown}
                          onPress={() =>
                            void workspace.attempt(() =>
                              setLayers(workspace, { people: [], adjudicated: !layers.adjudicated.shown }),
                            )
                          }
                        />
                      </td>
                      <td />
                    </tr>
                  </tbody>
                </table>
                <Blind documents={layers.blindDocuments ?? 0} />
              </div>
              <footer className={styles.footer}>
                <span role="status" className={styles.said}>
                  {hiddenWords(layers)}
                </span>
                <Button look="quiet" onPress={() => workspace.state.patch({ dialog: { kind: 'me' } })}>
                  My name …
                </Button>
                <Button onPress={() => me && only([me.id])}>Only mine</Button>
                <Button onPress={() => only(null)}>Everyone</Button>
              </footer>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
