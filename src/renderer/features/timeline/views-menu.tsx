import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { TimelineLook, TimelineView, TimelineViewId } from '../../../shared/timeline/schemas';
import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextField } from '../../ui/field';
import { Menu, type MenuEntry } from '../../ui/menu';
import { showToast } from '../../ui/toast';

type Naming = { readonly kind: 'new' } | { readonly kind: 'rename'; readonly view: TimelineView };

/** The views of a case that were given a name: choose one, keep this one, rename or remove the one that was chosen. */
export function ViewsMenu(props: {
  readonly caseId: CaseId;
  /** How the timeline is looked at now. */
  readonly look: TimelineLook;
  readonly onChoose: (look: TimelineLook) => void;
}) {
  const text = useText();
  const { caseId } = props;
  const { data: views } = useChannel('timeline.views', { caseId });
  const [chosenId, setChosenId] = useState<TimelineViewId | null>(null);
  const [naming, setNaming] = useState<Naming | null>(null);
  const remove = useCommand('timeline.removeView').run;
  const restore = useCommand('timeline.restoreView').run;
  const chosen = views?.find(({ id }) => id === chosenId);

  const removeView = async (view: TimelineView): Promise<void> => {
    const removed = await remove({ viewId: view.id });
    if (!removed.ok) {
      showToast({ text: text('timeline.views.failed') });
      return;
    }
    showToast({
      text: text('timeline.views.removed', { name: view.name }),
      action: {
        label: text('timeline.remove.undo'),
        onPress: () =>
          void restore({ viewId: view.id }).then((restored) => {
            if (!restored.ok) showToast({ text: text('timeline.views.failed') });
          }),
      },
    });
  };

  const entries: readonly MenuEntry[] = [
    ...(views ?? []).map((view) => ({
      label: view.name,
      onSelect: () => {
        setChosenId(view.id);
        props.onChoose(view.look);
      },
    })),
    ...(views === undefined || views.length === 0 ? [] : (['separator'] as const)),
    { label: text('timeline.views.save'), onSelect: () => setNaming({ kind: 'new' }) },
    ...(chosen === undefined
      ? []
      : [
          {
            label: text('timeline.views.rename', { name: chosen.name }),
            onSelect: () => setNaming({ kind: 'rename', view: chosen }),
          },
          {
            label: text('timeline.views.remove', { name: chosen.name }),
            onSelect: () => void removeView(chosen),
          },
        ]),
  ];
  return (
    <>
      <Menu label={text('timeline.views')} entries={entries}>
        <Bookmark aria-hidden="true" />
        <bdi>{chosen?.name ?? text('timeline.views')}</bdi>
      </Menu>
      {naming !== null && (
        <NameDialog
          caseId={caseId}
          look={props.look}
          naming={naming}
          onDone={(view) => {
            setChosenId(view.id);
            setNaming(null);
          }}
          onClose={() => setNaming(null)}
        />
      )}
    </>
  );
}

function NameDialog(props: {
  readonly caseId: CaseId;
  readonly look: TimelineLook;
  readonly naming: Naming;
  readonly onDone: (view: TimelineView) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { caseId, look, naming } = props;
  const [name, setName] = useState(naming.kind === 'new' ? '' : naming.view.name);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const save = useCommand('timeline.saveView');
  const rename = useCommand('timeline.renameView');

  const submit = async (): Promise<void> => {
    if (name.trim() === '') {
      setFailure(text('timeline.views.name.missing'));
      return;
    }
    const saved =
      naming.kind === 'new'
        ? await save.run({ caseId, name, look })
        : await rename.run({ viewId: naming.view.id, name });
    if (saved.ok) props.onDone(saved.value);
    else setFailure(failureText(saved.error));
  };
  const failureText = (
    error: CallError | ChannelFailure<'timeline.saveView' | 'timeline.renameView'>,
  ): string => {
    if (!isCallError(error)) return text(`timeline.views.failure.${error.kind}`);
    const { id, values } = callErrorText(error);
    return text(id, values);
  };

  return (
    <Dialog
      title={text(naming.kind === 'new' ? 'timeline.views.save.title' : 'timeline.views.rename.title')}
      description={naming.kind === 'new' ? text('timeline.views.save.description') : undefined}
      size="small"
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button look="primary" type="submit" busy={save.isRunning || rename.isRunning}>
            {text('timeline.form.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={text('timeline.views.name')}
        value={name}
        onChange={(typed) => {
          setName(typed);
          setFailure(undefined);
        }}
        error={failure}
        maxLength={80}
        dir="auto"
        required
        autoFocus
      />
    </Dialog>
  );
}
