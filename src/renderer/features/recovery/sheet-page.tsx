import { createPortal } from 'react-dom';
import { codePrefix } from '../../../shared/recovery/code';
import type { DraftPaper, RecoveryDraft } from '../../../shared/recovery/contract';
import type { Language } from '../../../shared/kernel/languages';
import { groupsToWords, wordLanguageFor } from '../../../shared/recovery/words';
import { classNames } from '../../lib/class-names';
import { inHalves } from './in-halves';
import { QrCode } from './qr-code';
import styles from './sheet-page.module.css';
import { sheetTexts } from './sheet-text';

interface SheetPageProps {
  readonly draft: RecoveryDraft;
  readonly paper: DraftPaper;
  readonly language: Language;
  /** For a picture of the page on the screen: nothing on it can be read or scanned that opens the vault. */
  readonly concealed?: boolean;
}

/** The sheet as the one thing that is printed while this is mounted; on the screen it is not seen. */
export function PrintedSheet(props: SheetPageProps) {
  return createPortal(
    <div className={styles.printed} data-printed aria-hidden="true">
      <SheetPage {...props} />
    </div>,
    document.body,
  );
}

/** One page of A4, black on white whatever the screen looks like. */
export function SheetPage({ draft, paper, language, concealed }: SheetPageProps) {
  const { text, formats } = sheetTexts(language);
  const { share } = paper;
  const isShare = share !== null;
  const about = [
    { term: text('sheet.vault'), value: draft.vaultName },
    { term: text('sheet.fingerprint'), value: inHalves(draft.vaultFingerprint) },
    { term: text(isShare ? 'sheet.markShare' : 'sheet.mark'), value: draft.label },
    { term: text('sheet.madeOn'), value: formats.date(draft.madeOn) },
    { term: text('sheet.vaultId'), value: draft.vaultId },
  ];
  return (
    <article className={classNames(styles.page, concealed === true && styles.concealed)} lang={language}>
      <header className={styles.head}>
        <div>
          <p className={styles.number}>
            {text(isShare ? 'sheet.numberShare' : 'sheet.number', { number: draft.number })}
          </p>
          <h1 className={styles.title}>
            {isShare ? text('sheet.titleShare', { share }) : text('sheet.title')}
          </h1>
          <p className={styles.what}>{text(isShare ? 'sheet.whatShare' : 'sheet.what')}</p>
        </div>
        <QrCode
          className={styles.qr}
          label={text('sheet.qr')}
          content={`${codePrefix}${paper.groups.join('')}`}
        />
      </header>
      <dl className={styles.about}>
        {about.map(({ term, value }) => (
          <div key={term} className={styles.entry}>
            <dt>{term}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <section>
        <h2 className={styles.heading}>{text('sheet.characters')}</h2>
        <GroupList groups={paper.groups} />
        <p className={styles.reading}>{text('sheet.reading')}</p>
      </section>
      <section>
        <h2 className={styles.heading}>{text('sheet.words')}</h2>
        <WordList groups={paper.groups} language={language} />
        <p className={styles.reading}>{text('sheet.wordsReading')}</p>
      </section>
      <div className={styles.columns}>
        <section>
          <h2 className={styles.heading}>{text('sheet.how')}</h2>
          <ol className={styles.steps}>
            <li>{text('sheet.how1')}</li>
            <li>{text(isShare ? 'sheet.how2Share' : 'sheet.how2')}</li>
            <li>{text('sheet.how3')}</li>
            <li>{text(isShare ? 'sheet.how4Share' : 'sheet.how4')}</li>
          </ol>
        </section>
        <section>
          <h2 className={styles.heading}>{text('sheet.keep')}</h2>
          <ul className={styles.rules}>
            <li>{text(isShare ? 'sheet.keep1Share' : 'sheet.keep1')}</li>
            <li>{text('sheet.keep2')}</li>
            <li>{text('sheet.keep3')}</li>
            <li>{text('sheet.keep4')}</li>
          </ul>
        </section>
      </div>
      <section className={styles.checked}>
        <h2 className={styles.heading}>{text('sheet.checked')}</h2>
        <div className={styles.lines}>
          <span />
          <span />
          <span />
          <span />
        </div>
      </section>
      <footer className={styles.foot}>{text(isShare ? 'sheet.withoutShare' : 'sheet.without')}</footer>
    </article>
  );
}

/** The groups with their numbers, four to a line, each in two halves for the eye. */
export function GroupList(props: { readonly groups: readonly string[] }) {
  return (
    <ol className={styles.groups}>
      {props.groups.map((group, index) => (
        // Two groups may be the same; their place is what tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className={styles.group}>
          <span className={styles.place}>{index + 1}</span>
          <span className={styles.half}>{group.slice(0, 3)}</span>
          <span className={styles.half}>{group.slice(3)}</span>
        </li>
      ))}
    </ol>
  );
}

/** The same as words with their numbers, line by line. */
export function WordList(props: { readonly groups: readonly string[]; readonly language: Language }) {
  const language = wordLanguageFor(props.language);
  return (
    <ol className={styles.words} lang={language}>
      {groupsToWords(props.groups, language).map((word, index) => (
        // The same word may come twice; its place is what counts.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className={styles.word}>
          <span className={styles.wordPlace}>{index + 1}</span>
          <span className={styles.secretWord}>{word}</span>
        </li>
      ))}
    </ol>
  );
}
