import type { EditorState } from '@tiptap/pm/state';
import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { InterviewDocument } from '../../../shared/interviews/document';
import { countWords } from '../../../shared/interviews/words';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { useUnderlines } from '../spelling';
import type { Draft } from './draft';
import { CitationMarks, withCitationMarks, type CitationMarksInput } from './editor/citation-marks';
import { interviewExtensions } from './editor/extensions';
import { decideOnPaste } from './editor/paste-limit';
import { EditorToolbar } from './editor-toolbar';
import styles from './interview-editor.module.css';
import pageStyles from './page.module.css';
import { useMarginLabels } from './provenance';
import { megabytes } from './save-mark';

/** Where an interview is written down. What is typed goes to the draft, which saves it. */
export function InterviewEditor(props: {
  readonly draft: Draft;
  readonly citations: CitationMarksInput;
  /** Of the text, where it is known; empty otherwise. */
  readonly language: string;
  /** Gets the editor, for what stands around it; null when it goes away. */
  readonly onEditor: (editor: Editor | null) => void;
}) {
  const text = useText();
  const labels = useMarginLabels();
  const { draft, citations, onEditor } = props;
  const [hideSensitive, setHideSensitive] = useState(false);
  const [refusedBytes, setRefusedBytes] = useState<number | null>(null);
  const placeholder = text('interviews.editor.placeholder');
  const extensions = useMemo(() => [...interviewExtensions({ placeholder }), CitationMarks], [placeholder]);
  const refuse = useRef(setRefusedBytes);

  const editor = useEditor(
    {
      extensions,
      content: draft.document(),
      // The page's policy lets no style element in; what the editor needs is in the style sheet of the page.
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      // Typed at the beginning of a line these make headings and lists. Rules inside a line, and any rule on what is
      // pasted, would take asterisks and underscores for marks and out of the words.
      enableInputRules: ['heading', 'bulletList', 'orderedList'],
      enablePasteRules: false,
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': text('interviews.editor.label'),
          // Ours underlines; that of Chromium would keep words of its own.
          spellcheck: 'false',
          autocomplete: 'off',
          autocorrect: 'off',
          translate: 'no',
        },
        handlePaste: (view, event) => {
          const { clipboardData } = event;
          if (clipboardData === null) return false;
          const pasted = {
            text: clipboardData.getData('text/plain'),
            html: clipboardData.getData('text/html'),
          };
          const decision = decideOnPaste(pasted, { sizeBytes: remainingBytes(view.state) });
          if (decision.kind === 'refuse') {
            refuse.current(decision.sizeBytes);
            return true;
          }
          refuse.current(null);
          return decision.kind === 'pastePlain' && view.pasteText(decision.text);
        },
        handleDrop: (view, event) => {
          const data = event.dataTransfer;
          if (data === null) return false;
          // A file dropped here would be opened in place of the program.
          if (data.files.length > 0) return true;
          const dropped = { text: data.getData('text/plain'), html: data.getData('text/html') };
          const decision = decideOnPaste(dropped, { sizeBytes: sizeOf(view.state.doc.toJSON()) });
          if (decision.kind === 'refuse') refuse.current(decision.sizeBytes);
          return decision.kind === 'refuse';
        },
      },
      onUpdate: ({ editor: changed }) => draft.changed(() => documentOf(changed)),
    },
    [draft],
  );

  useEffect(() => {
    onEditor(editor);
    return () => onEditor(null);
  }, [editor, onEditor]);

  useEffect(() => {
    if (editor.isDestroyed) return;
    editor.view.dispatch(withCitationMarks(editor.state.tr, citations));
  }, [editor, citations]);

  useUnderlines(editor.isDestroyed ? null : editor.view.dom);
  const words = useWordCount(editor);
  return (
    <div className={styles.desk} data-desk="">
      <EditorToolbar
        editor={editor}
        words={words}
        hideSensitive={hideSensitive}
        onHideSensitive={setHideSensitive}
      />
      {refusedBytes !== null && (
        <div className={styles.notice}>
          <Banner
            tone="warning"
            urgent
            title={text('interviews.paste.tooLarge.title', { size: megabytes(refusedBytes) })}
            actions={
              <Button size="small" onPress={() => setRefusedBytes(null)}>
                {text('interviews.understood')}
              </Button>
            }
          >
            {text('interviews.paste.tooLarge.body')}
          </Banner>
        </div>
      )}
      <div className={styles.scroll}>
        <div
          className={pageStyles.page}
          style={labels}
          data-sensitive-hidden={hideSensitive}
          data-testid="interview-page"
          lang={props.language === '' ? undefined : props.language}
        >
          <EditorContent editor={editor} />
        </div>
      </div>
    </div>
  );
}

function documentOf(editor: Editor): InterviewDocument {
  // The editor's schema makes no other documents; a test checks it against the schema of the vault, which core checks
  // again with every save.
  return editor.getJSON() as unknown as InterviewDocument;
}

/** Bytes of the text without what is selected, since pasting replaces that. */
function remainingBytes(state: EditorState): number {
  return sizeOf(state.doc.toJSON()) - sizeOf(state.selection.content().toJSON());
}

function sizeOf(json: unknown): number {
  return new Blob([JSON.stringify(json)]).size;
}

/** Words of the whole text, counted when typing pauses. */
function useWordCount(editor: Editor): number {
  const [words, setWords] = useState(() => countWords(plainText(editor)));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const count = () => {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => {
        if (!editor.isDestroyed) setWords(countWords(plainText(editor)));
      }, 700);
    };
    editor.on('update', count);
    return () => {
      if (timer !== null) clearTimeout(timer);
      editor.off('update', count);
    };
  }, [editor]);
  return words;
}

function plainText(editor: Editor): string {
  return editor.getText({ blockSeparator: '\n' });
}
