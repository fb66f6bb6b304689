import { BookPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import { call } from '../../lib/core';
import { useChannel } from '../../lib/queries';
import { useInterfaceLanguage, useText } from '../../lib/text';
import { MenuAt, type MenuEntry } from '../../ui/menu';
import { showToast } from '../../ui/toast';
import { languageOf, setLanguageOfScreen } from './mistakes';
import { underlineMistakes, wordKeptEvent } from './underlines';
import { wordAt, type WordAt } from './word-at';

interface Mistake extends WordAt {
  readonly suggestions: readonly string[];
}

/**
 * The check of spelling around an open vault: a right click on a word that is in no dictionary, or the menu key at it, offers
 * better ones and to keep it among the words of the vault.
 */
export function Spelling(props: { readonly caseId: CaseId | null }) {
  const isOn = useSpellingOn();
  useLanguageOfScreen(props.caseId);
  return isOn ? <SpellingMenu /> : null;
}

/** Underlines the mistakes of a text that is being written, where the settings want it; null while there is none. */
export function useUnderlines(field: HTMLElement | null): void {
  const isOn = useSpellingOn();
  useEffect(() => (field === null || !isOn ? undefined : underlineMistakes(field)), [field, isOn]);
}

function useSpellingOn(): boolean {
  return useChannel('settings.read', {}).data?.checkSpelling === true;
}

function useLanguageOfScreen(caseId: CaseId | null): void {
  const own = useInterfaceLanguage();
  const opened = useChannel(
    'cases.read',
    { caseId: caseId ?? ('' as CaseId) },
    { enabled: caseId !== null, isBeside: true },
  ).data;
  const language = caseId === null ? own : (opened?.fileLanguage ?? own);
  useEffect(() => setLanguageOfScreen(language), [language]);
}

function SpellingMenu() {
  const text = useText();
  const [mistake, setMistake] = useState<Mistake | null>(null);
  useEffect(() => {
    let pressedAt = 0;
    const press = (event: PointerEvent) => {
      if (event.button === 2) pressedAt = event.timeStamp;
    };
    const open = (event: MouseEvent) => {
      const found = wordAt(event, event.timeStamp - pressedAt < 1000);
      if (found !== null) void askAbout(found).then(setMistake);
    };
    document.addEventListener('pointerdown', press, true);
    document.addEventListener('contextmenu', open);
    return () => {
      document.removeEventListener('pointerdown', press, true);
      document.removeEventListener('contextmenu', open);
    };
  }, []);
  if (mistake === null) return null;

  const { word, field, place, suggestions, replace } = mistake;
  const close = () => {
    setMistake(null);
    field.focus();
  };
  async function keep(): Promise<void> {
    close();
    const kept = await call('spelling.addWord', { word });
    if (!kept.ok) return;
    window.dispatchEvent(new Event(wordKeptEvent));
    showToast({ text: text('spelling.kept', { word }) });
  }
  const entries: readonly MenuEntry[] = [
    ...(suggestions.length === 0
      ? [{ label: text('spelling.noSuggestion'), disabled: true, onSelect: () => undefined }]
      : suggestions.map((suggestion) => ({
          label: suggestion,
          onSelect: () => {
            setMistake(null);
            replace(suggestion);
          },
        }))),
    'separator',
    { label: text('spelling.keep', { word }), icon: <BookPlus />, onSelect: () => void keep() },
  ];
  return (
    <MenuAt
      label={text('spelling.menu', { word })}
      entries={entries}
      place={place}
      // Below a dialog it would not be seen.
      inside={field.closest('dialog')}
      onClose={close}
    />
  );
}

/** Null where the word is right, or nobody can tell. */
async function askAbout(found: WordAt): Promise<Mistake | null> {
  const language = languageOf(found.field);
  const checked = await call('spelling.check', { language, words: [found.word] });
  if (!checked.ok || checked.value.mistakes.length === 0) return null;
  const suggested = await call('spelling.suggest', { language, word: found.word });
  return { ...found, suggestions: suggested.ok ? suggested.value.suggestions : [] };
}
