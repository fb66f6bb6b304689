import type { ReactNode } from 'react';
import { laneKinds, type LaneKind } from '../../../shared/timeline/picture';
import { timelineShows, type TimelineShows } from '../../../shared/timeline/schemas';
import { useText } from '../../lib/text';
import { SelectField } from '../../ui/field';
import styles from './look-bar.module.css';

/** What is shown of the timeline, and by what the picture is divided. */
export function LookBar(props: {
  readonly shows: TimelineShows;
  readonly onShows: (shows: TimelineShows) => void;
  readonly lanes: LaneKind;
  readonly onLanes: (lanes: LaneKind) => void;
  readonly end: ReactNode;
}) {
  const text = useText();
  return (
    <div className={styles.bar}>
      <fieldset className={styles.shows}>
        <legend className={styles.legend}>{text('timeline.shows')}</legend>
        {timelineShows.map((each) => (
          <label key={each} className={styles.choice}>
            <input
              className={styles.box}
              type="radio"
              name="timeline-shows"
              checked={props.shows === each}
              onChange={() => props.onShows(each)}
            />
            {text(`timeline.shows.${each}`)}
          </label>
        ))}
      </fieldset>
      {props.shows !== 'list' && (
        <div className={styles.lanes}>
          <SelectField
            label={text('timeline.lanes')}
            hideLabel
            value={props.lanes}
            options={laneKinds.map((kind) => ({ value: kind, label: text(`timeline.lanes.${kind}`) }))}
            onChange={props.onLanes}
          />
        </div>
      )}
      {props.end}
    </div>
  );
}
