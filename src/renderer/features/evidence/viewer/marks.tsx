import { Check, Pencil, Play, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Mark } from '../../../../shared/evidence/marks';
import type { EvidenceFileId } from '../../../../shared/kernel/ids';
import { useChannel, useCommand } from '../../../lib/queries';
import { useText } from '../../../lib/text';
import { Banner } from '../../../ui/banner';
import { Button, IconButton } from '../../../ui/button';
import { TextField } from '../../../ui/field';
import { showToast } from '../../../ui/toast';
import { useKeys } from './use-keys';
import styles from './marks.module.css';

/** Places in a recording, each with a word on what is heard or seen: written beside it, the original is not touched. */
export function Marks(props: {
  readonly evidenceFileId: EvidenceFileId;
  /** Where the recording stands. */
  readonly atMs: number;
  readonly onGoTo: (atMs: number) => void;
}) {
  const text = useText();
  const { evidenceFileId } = props;
  const { data: marks } = useChannel('evidence.marks', { evidenceFileId });
  const add = useCommand('evidence.mark');
  const change = useCommand('evidence.changeMark').run;
  const remove = useCommand('evidence.removeMark').run;
  const restore = useCommand('evidence.restoreMark').run;
  const [words, setWords] = useState('');
  // The place meant is where the recording stood when somebody began to write, not where it has got to meanwhile.
  const [begunAt, setBegunAt] = useState<number | null>(null);
  const [changing, setChanging] = useState<Mark['id'] | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const atMs = begunAt ?? props.atMs;
  useKeys((key) => {
    if (key !== 'm') return false;
    field.current?.focus();
    return true;
  });

  const submit = async (): Promise<void> => {
    if (words.trim() === '') {
      field.current?.focus();
      return;
    }
    const added = await add.run({ evidenceFileId, atMs, words });
    setFailed(!added.ok);
    if (!added.ok) return;
    setWords('');
    setBegunAt(null);
  };
  const takeAway = async (mark: Mark): Promise<void> => {
    const removed = await remove({ markId: mark.id });
    setFailed(!removed.ok);
    if (!removed.ok) return;
    showToast({
      text: text('evidence.marks.removed', { at: clockText(mark.atMs) }),
      action: {
        label: text('evidence.undo'),
        onPress: () => void restore(removed.value).then((restored) => setFailed(!restored.ok)),
      },
    });
  };

  return (
    <section className={styles.marks} aria-label={text('evidence.marks')}>
      {hasFailed && (
        <Banner tone="danger" urgent>
          {text('evidence.marks.failed')}
        </Banner>
      )}
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          ref={field}
          label={text('evidence.marks.words', { at: clockText(atMs) })}
          value={words}
          maxLength={500}
          onChange={(typed) => {
            setWords(typed);
            setBegunAt(typed === '' ? null : (begunAt ?? props.atMs));
          }}
        />
        <Button type="submit" busy={add.isRunning}>
          {text('evidence.marks.add')}
        </Button>
      </form>
      {marks !== undefined && marks.length > 0 && (
        <ol className={styles.list}>
          {marks.map((mark) => (
            <li key={mark.id} className={styles.mark}>
              <Button size="small" icon={<Play />} onPress={() => props.onGoTo(mark.atMs)}>
                {clockText(mark.atMs)}
              </Button>
              {changing === mark.id ? (
                <Rewording
                  mark={mark}
                  onDone={(reworded) => {
                    setChanging(null);
                    if (reworded === null) return;
                    void change({ markId: mark.id, words: reworded }).then(({ ok }) => setFailed(!ok));
                  }}
                />
              ) : (
                <>
                  <span className={styles.words} dir="auto">
                    {mark.words}
                  </span>
                  <IconButton
                    size="small"
                    label={text('evidence.marks.change', { at: clockText(mark.atMs) })}
                    icon={<Pencil />}
                    onPress={() => setChanging(mark.id)}
                  />
                  <IconButton
                    size="small"
                    label={text('evidence.marks.remove', { at: clockText(mark.atMs) })}
                    icon={<Trash2 />}
                    onPress={() => void takeAway(mark)}
                  />
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Enter keeps the new words, Esc the old ones. */
function Rewording(props: { readonly mark: Mark; readonly onDone: (words: string | null) => void }) {
  const text = useText();
  const [words, setWords] = useState(props.mark.words);
  const done = (): void => props.onDone(words.trim() === '' ? null : words);
  return (
    <form
      className={styles.rewording}
      onSubmit={(event) => {
        event.preventDefault();
        done();
      }}
    >
      <TextField
        label={text('evidence.marks.change', { at: clockText(props.mark.atMs) })}
        value={words}
        maxLength={500}
        autoFocus
        onChange={setWords}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // Else the viewer would close.
          event.preventDefault();
          props.onDone(null);
        }}
      />
      <IconButton label={text('evidence.form.save')} icon={<Check />} onPress={done} />
    </form>
  );
}

/** Minutes and seconds as players show them: 0:07, 12:40, 1:02:03. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const pad = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours === 0 ? minutes : `${hours}:${pad(minutes)}`}:${pad(seconds % 60)}`;
}
