import { useEditorState, type Editor } from '@tiptap/react';
import {
  Bold,
  Eye,
  EyeOff,
  Heading,
  Italic,
  List,
  ListOrdered,
  Redo2,
  ShieldAlert,
  Undo2,
} from 'lucide-react';
import { useFormats, useText } from '../../lib/text';
import { classNames } from '../../lib/class-names';
import { IconButton } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { Tooltip } from '../../ui/tooltip';
import { markSelectedBlocks, selectedBlocks, toggleSensitive } from './editor/block-attributes';
import styles from './editor-toolbar.module.css';
import { useProvenanceLabels } from './provenance';

/** What can be done to the paragraphs under the caret, and how they are marked now. */
export function EditorToolbar(props: {
  readonly editor: Editor;
  readonly words: number;
  readonly hideSensitive: boolean;
  readonly onHideSensitive: (hide: boolean) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { editor } = props;
  const state = useEditorState({ editor, selector: ({ editor: current }) => toolbarState(current) });
  const run = (command: (chain: ReturnType<Editor['chain']>) => ReturnType<Editor['chain']>) => () => {
    command(editor.chain().focus()).run();
  };
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={text('interviews.toolbar')}>
      <ProvenanceChoice editor={editor} provenances={state.provenances} />
      <IconButton
        size="small"
        label={text('interviews.sensitive.toggle')}
        keys={['Alt', '5']}
        icon={<ShieldAlert />}
        pressed={state.isSensitive}
        onPress={() => {
          toggleSensitive(editor);
          editor.commands.focus();
        }}
      />
      <span className={styles.divider} />
      <Menu
        label={text('interviews.toolbar.heading')}
        look="quiet"
        size="small"
        entries={[
          ...([1, 2, 3] as const).map((level) => ({
            label: text('interviews.toolbar.headingLevel', { level }),
            onSelect: run((chain) => chain.setNode('heading', { level })),
          })),
          'separator' as const,
          {
            label: text('interviews.toolbar.paragraph'),
            onSelect: run((chain) => chain.setNode('paragraph')),
          },
        ]}
      >
        <Heading aria-label={text('interviews.toolbar.heading')} />
        {state.headingLevel > 0 && state.headingLevel}
      </Menu>
      <IconButton
        size="small"
        label={text('interviews.toolbar.bulletList')}
        icon={<List />}
        pressed={state.isBulletList}
        onPress={run((chain) => chain.toggleBulletList())}
      />
      <IconButton
        size="small"
        label={text('interviews.toolbar.orderedList')}
        icon={<ListOrdered />}
        pressed={state.isOrderedList}
        onPress={run((chain) => chain.toggleOrderedList())}
      />
      <IconButton
        size="small"
        label={text('interviews.toolbar.bold')}
        keys={['Mod', 'B']}
        icon={<Bold />}
        pressed={state.isBold}
        onPress={run((chain) => chain.toggleBold())}
      />
      <IconButton
        size="small"
        label={text('interviews.toolbar.italic')}
        keys={['Mod', 'I']}
        icon={<Italic />}
        pressed={state.isItalic}
        onPress={run((chain) => chain.toggleItalic())}
      />
      <span className={styles.divider} />
      <IconButton
        size="small"
        label={text('interviews.toolbar.undo')}
        keys={['Mod', 'Z']}
        icon={<Undo2 />}
        disabled={!state.canUndo}
        onPress={run((chain) => chain.undo())}
      />
      <IconButton
        size="small"
        label={text('interviews.toolbar.redo')}
        keys={['Mod', 'Y']}
        icon={<Redo2 />}
        disabled={!state.canRedo}
        onPress={run((chain) => chain.redo())}
      />
      <span className={styles.end}>
        <span className={styles.words}>
          {text('interviews.words', { count: props.words, words: formats.number(props.words) })}
        </span>
        <IconButton
          size="small"
          label={text(props.hideSensitive ? 'interviews.sensitive.show' : 'interviews.sensitive.hide')}
          icon={props.hideSensitive ? <EyeOff /> : <Eye />}
          pressed={props.hideSensitive}
          onPress={() => props.onHideSensitive(!props.hideSensitive)}
        />
      </span>
    </div>
  );
}

/** Whose words the paragraphs under the caret are; one press changes them. */
function ProvenanceChoice(props: {
  readonly editor: Editor;
  /** As far as the selection reaches, separated by spaces. */
  readonly provenances: string;
}) {
  const text = useText();
  const labels = useProvenanceLabels();
  return (
    <div className={styles.provenances} role="group" aria-label={text('interviews.provenance')}>
      {labels.map(({ provenance, letter, label, description, digit }) => (
        <Tooltip key={provenance} text={description} keys={['Alt', digit]}>
          <button
            type="button"
            className={classNames(styles.provenance, styles[provenance])}
            aria-pressed={props.provenances === provenance}
            onClick={() => {
              markSelectedBlocks(props.editor, { provenance });
              props.editor.commands.focus();
            }}
          >
            <span className={styles.letter} aria-hidden="true">
              {letter}
            </span>
            {label}
          </button>
        </Tooltip>
      ))}
    </div>
  );
}

function toolbarState(editor: Editor) {
  const blocks = selectedBlocks(editor.state);
  const heading: unknown = editor.getAttributes('heading')['level'];
  return {
    provenances: [...new Set(blocks.map((block) => block.provenance))].join(' '),
    isSensitive: blocks.length > 0 && blocks.every((block) => block.sensitive),
    headingLevel: typeof heading === 'number' ? heading : 0,
    isBulletList: editor.isActive('bulletList'),
    isOrderedList: editor.isActive('orderedList'),
    isBold: editor.isActive('bold'),
    isItalic: editor.isActive('italic'),
    canUndo: editor.can().undo(),
    canRedo: editor.can().redo(),
  };
}
