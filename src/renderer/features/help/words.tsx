import { Fragment } from 'react';
import { helpGuideIds, helpPieces, type Help, type HelpPlace } from '../../../shared/help/guides';
import { useText } from '../../lib/text';
import { Kbd } from '../../ui/kbd';
import { nameOf, titleOfSection } from './help-texts';
import styles from './words.module.css';

/** A text of the help, with the names, keys and links that stand in it. */
export function Words(props: {
  readonly help: Help;
  readonly said: string;
  readonly onGo: (place: HelpPlace) => void;
}) {
  const text = useText();
  return helpPieces(props.said).map((piece, place) => {
    // A name can come twice in a text: its pieces are known by their place.
    const key = `${place}`;
    switch (piece.kind) {
      case 'words':
        return <Fragment key={key}>{piece.words}</Fragment>;
      case 'name':
        return (
          <strong key={key} className={styles.name}>
            {nameOf(piece.id, text)}
          </strong>
        );
      case 'keys':
        return <Kbd key={key} keys={piece.keys} />;
      case 'section': {
        const guide = helpGuideIds.find((id) => id === piece.guide);
        return (
          <button
            key={key}
            type="button"
            className={styles.link}
            onClick={() => {
              if (guide !== undefined) props.onGo({ guide, section: piece.section });
            }}
          >
            {titleOfSection(props.help, piece)}
          </button>
        );
      }
    }
  });
}
