import { ChevronRight, Search, X } from 'lucide-react';
import {
  Fragment,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import {
  type Help,
  type HelpBlock,
  type HelpGuide,
  type HelpPlace,
  type HelpSection,
} from '../../../shared/help/guides';
import { classNames } from '../../lib/class-names';
import { useInterfaceLanguage, useText } from '../../lib/text';
import { IconButton } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Screen } from '../../ui/screen';
import styles from './help-pages.module.css';
import { findSections, helpIn, nameOf, type FoundSection } from './help-texts';
import { Words } from './words';

type GoTo = (place: HelpPlace) => void;

/** The guides of the program, with or without an open vault: contents at the left, one guide at the right. */
export function HelpPages(props: {
  readonly place: HelpPlace;
  readonly onGo: GoTo;
  readonly actions?: ReactNode;
}) {
  const text = useText();
  const help = helpIn(useInterfaceLanguage());
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const { place } = props;
  const guide = help.guides.find(({ id }) => id === place.guide);
  const pages = useRef<HTMLDivElement>(null);
  // At first the heading of the screen has the focus, unless a section was meant. After a search that was given up, the
  // focus stays where it is.
  const shown = useRef<HelpPlace | null>(null);

  useEffect(() => {
    const before = shown.current;
    shown.current = place;
    if (before === place || (before === null && place.section === undefined)) return;
    const heading = pages.current?.querySelector<HTMLElement>(
      place.section === undefined ? 'h2' : `[data-section="${place.section}"]`,
    );
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }, [place]);

  function go(next: HelpPlace): void {
    setTyped('');
    props.onGo(next);
  }

  return (
    <Screen title={text('help.title')} lead={text('help.lead')} actions={props.actions}>
      <div ref={pages} className={styles.pages}>
        <div className={styles.contents}>
          <FindField
            value={typed}
            onChange={setTyped}
            onEnter={() => {
              const best = findSections(help, typed, text)[0];
              if (best !== undefined) go({ guide: best.guide.id, section: best.section.id });
            }}
          />
          <Contents help={help} place={place} onGo={go} />
        </div>
        {typed.trim() === '' && guide !== undefined ? (
          <Guide help={help} guide={guide} onGo={go} />
        ) : (
          <Found found={findSections(help, wanted, text)} onGo={go} />
        )}
      </div>
    </Screen>
  );
}

function FindField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
}) {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing || props.value === '') return;
    if (event.key === 'Enter') props.onEnter();
    else if (event.key === 'Escape') props.onChange('');
    else return;
    event.preventDefault();
    // Escape alone would lead out of the help at the lock screen.
    event.stopPropagation();
  }

  return (
    <TextField
      ref={input}
      label={text('help.find')}
      hideLabel
      placeholder={text('help.find')}
      start={<Search aria-hidden="true" />}
      end={
        props.value === '' ? undefined : (
          <IconButton
            size="small"
            label={text('search.empty')}
            icon={<X />}
            onPress={() => {
              props.onChange('');
              input.current?.focus();
            }}
          />
        )
      }
      value={props.value}
      onChange={props.onChange}
      onKeyDown={onKeyDown}
      maxLength={100}
    />
  );
}

function Contents(props: { readonly help: Help; readonly place: HelpPlace; readonly onGo: GoTo }) {
  const text = useText();
  return (
    <nav aria-label={text('help.contents')}>
      <ul>
        {props.help.guides.map((guide) => {
          const isOpen = guide.id === props.place.guide;
          return (
            <li key={guide.id}>
              <button
                type="button"
                className={classNames(styles.entry, styles.guideEntry)}
                aria-current={isOpen && props.place.section === undefined ? 'page' : undefined}
                onClick={() => props.onGo({ guide: guide.id })}
              >
                {guide.title}
              </button>
              {isOpen && (
                <ul className={styles.sections}>
                  {guide.sections.map((section) => (
                    <li key={section.id}>
                      <button
                        type="button"
                        className={styles.entry}
                        aria-current={section.id === props.place.section ? 'page' : undefined}
                        onClick={() => props.onGo({ guide: guide.id, section: section.id })}
                      >
                        {section.title}
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Guide(props: { readonly help: Help; readonly guide: HelpGuide; readonly onGo: GoTo }) {
  const { guide } = props;
  return (
    <article className={styles.guide}>
      <h2 tabIndex={-1} className={styles.guideTitle}>
        {guide.title}
      </h2>
      <p className={styles.guideLead}>{guide.lead}</p>
      {guide.sections.map((section) => (
        <Section key={section.id} help={props.help} section={section} onGo={props.onGo} />
      ))}
    </article>
  );
}

function Section(props: { readonly help: Help; readonly section: HelpSection; readonly onGo: GoTo }) {
  return (
    <section className={styles.section}>
      <h3 tabIndex={-1} className={styles.sectionTitle} data-section={props.section.id}>
        {props.section.title}
      </h3>
      {props.section.blocks.map((block, place) => (
        // The blocks of a section are known by their place alone, and never change.
        // oxlint-disable-next-line react/no-array-index-key
        <Block key={place} help={props.help} block={block} onGo={props.onGo} />
      ))}
    </section>
  );
}

function Block(props: { readonly help: Help; readonly block: HelpBlock; readonly onGo: GoTo }) {
  const text = useText();
  const { block, help, onGo } = props;
  const words = (said: string) => <Words help={help} said={said} onGo={onGo} />;
  if ('paragraph' in block) return <p>{words(block.paragraph)}</p>;
  if ('steps' in block)
    return (
      <ol className={styles.steps}>
        {block.steps.map((step) => (
          <li key={step}>{words(step)}</li>
        ))}
      </ol>
    );
  if ('points' in block)
    return (
      <ul className={styles.points}>
        {block.points.map((point) => (
          <li key={point}>{words(point)}</li>
        ))}
      </ul>
    );
  return (
    <p className={styles.where}>
      <span className={styles.whereLabel}>{text('help.where')}</span>
      {block.where.map((id, place) => (
        <Fragment key={id}>
          {place > 0 && <ChevronRight aria-hidden="true" />}
          <span>{nameOf(id, text)}</span>
        </Fragment>
      ))}
    </p>
  );
}

function Found(props: { readonly found: readonly FoundSection[]; readonly onGo: GoTo }) {
  const text = useText();
  return (
    <section className={styles.guide} aria-label={text('help.found')}>
      <p className={styles.guideLead} role="status">
        {text('help.foundCount', { count: props.found.length })}
      </p>
      <ul className={styles.found}>
        {props.found.map(({ guide, section, excerpt }) => (
          <li key={`${guide.id}/${section.id}`}>
            <button
              type="button"
              className={styles.hit}
              onClick={() => props.onGo({ guide: guide.id, section: section.id })}
            >
              <span className={styles.hitTitle}>{section.title}</span>
              <span className={styles.hitGuide}>{guide.title}</span>
              <span className={styles.excerpt}>
                {excerpt.map((piece, place) => {
                  const key = `${place}`;
                  return piece.marked ? (
                    <mark key={key}>{piece.words}</mark>
                  ) : (
                    <Fragment key={key}>{piece.words}</Fragment>
                  );
                })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
