import { useMemo, useState } from 'react';
import { useScreenActions } from '../../lib/actions';
import { isCallError, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { callErrorText } from '../../ui/error-boundary';
import { WorkProgress } from '../../ui/progress';

/** Says when the index is not whole, and makes it anew; that is also offered in the palette of this screen. */
export function IndexState(props: { readonly isWhole: boolean }) {
  const text = useText();
  const { run, isRunning } = useCommand('search.rebuild');
  const [failure, setFailure] = useState<string | null>(null);
  const label = text('search.rebuild');
  const rebuild = useMemo(
    () => async () => {
      const rebuilt = await run({});
      if (rebuilt.ok || !isCallError(rebuilt.error)) {
        setFailure(null);
        return;
      }
      const { id, values } = callErrorText(rebuilt.error);
      setFailure(text(id, values));
    },
    [run, text],
  );
  useScreenActions(
    useMemo(() => [{ id: 'search.rebuild', label, run: () => void rebuild() }], [label, rebuild]),
  );
  return (
    <>
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      {(isRunning || !props.isWhole) && (
        <Rebuilding isAsked={isRunning} label={label} onRebuild={() => void rebuild()} />
      )}
    </>
  );
}

function Rebuilding(props: {
  readonly isAsked: boolean;
  readonly label: string;
  readonly onRebuild: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  // Also one that was started before this screen was opened again.
  const work = useWork('rebuildSearch');
  if (work !== null) {
    return (
      <WorkProgress
        work={work}
        label={text('search.rebuilding')}
        detail={text('search.rebuilding.detail', {
          done: formats.number(work.done),
          total: formats.number(work.total ?? 0),
        })}
      />
    );
  }
  if (props.isAsked) return null;
  return (
    <Banner
      tone="warning"
      title={text('search.incomplete.title')}
      actions={
        <Button size="small" onPress={props.onRebuild}>
          {props.label}
        </Button>
      }
    >
      {text('search.incomplete.body')}
    </Banner>
  );
}
