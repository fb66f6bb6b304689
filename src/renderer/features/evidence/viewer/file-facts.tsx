import { CalendarPlus, MapPin } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Original } from '../../../../shared/evidence/originals';
import { useFormats, useText } from '../../../lib/text';
import { Button } from '../../../ui/button';
import { Definitions } from '../../../ui/card';
import { pictureFacts } from './picture-facts';
import { recordingFacts } from './recording-facts';
import styles from './viewer.module.css';

/** What the file says of itself, beside it. None of it is proof: every program can write it. */
export function FileFacts(props: {
  readonly original: Original;
  readonly bytes: Uint8Array | null;
  readonly onUseDay: ((day: string) => void) | null;
}) {
  const text = useText();
  const formats = useFormats();
  const { original, bytes } = props;
  const facts = useMemo(
    () =>
      bytes === null || !original.mediaType.startsWith('image/')
        ? null
        : pictureFacts(bytes, original.mediaType),
    [bytes, original.mediaType],
  );
  const recording = useMemo(
    () => (bytes !== null && /^(?:audio|video)\//.test(original.mediaType) ? recordingFacts(bytes) : null),
    [bytes, original.mediaType],
  );
  const day = facts?.day ?? recording?.day;
  const [showsPlace, setShowsPlace] = useState(false);
  const entries = [
    { term: text('evidence.viewer.fact.size'), value: formats.size(original.byteLength) },
    { term: text('evidence.viewer.fact.type'), value: original.mediaType },
    { term: text('evidence.viewer.fact.imported'), value: formats.instant(original.importedAt) },
    ...(facts?.points === undefined
      ? []
      : [
          {
            term: text('evidence.viewer.fact.dimensions'),
            value: `${formats.number(facts.points.width)} × ${formats.number(facts.points.height)}`,
          },
        ]),
    ...(facts?.camera === undefined
      ? []
      : [{ term: text('evidence.viewer.fact.camera'), value: <span dir="auto">{facts.camera}</span> }]),
    ...(facts?.takenAt === undefined
      ? []
      : [
          {
            term: text('evidence.viewer.fact.taken'),
            value: text(facts.zone === undefined ? 'evidence.viewer.zoneUnknown' : 'evidence.viewer.zone', {
              at: facts.takenAt,
              zone: facts.zone ?? '',
            }),
          },
        ]),
    ...(recording?.recordedAt === undefined
      ? []
      : [
          {
            term: text('evidence.viewer.fact.recorded'),
            value: text(
              recording.zone === undefined
                ? 'evidence.viewer.recordingZoneUnknown'
                : 'evidence.viewer.recordingZone',
              { at: recording.recordedAt, zone: recording.zone ?? '' },
            ),
          },
        ]),
    {
      term: text('evidence.viewer.fact.sha256'),
      value: <code className={styles.hash}>{original.sha256}</code>,
    },
  ];
  return (
    <aside className={styles.facts} aria-label={text('evidence.viewer.facts')}>
      <h3 className={styles.factsTitle}>{text('evidence.viewer.facts')}</h3>
      <Definitions entries={entries} />
      {facts?.place !== undefined && (
        <div className={styles.placeFact}>
          <p>
            <MapPin aria-hidden="true" /> {text('evidence.viewer.hasPlace')}
          </p>
          {showsPlace ? (
            <p dir="ltr">{facts.place}</p>
          ) : (
            <Button size="small" onPress={() => setShowsPlace(true)}>
              {text('evidence.viewer.showPlace')}
            </Button>
          )}
        </div>
      )}
      {day !== undefined && props.onUseDay !== null && (
        <div>
          <Button size="small" icon={<CalendarPlus />} onPress={() => props.onUseDay?.(day)}>
            {text('evidence.viewer.useDay')}
          </Button>
        </div>
      )}
      <p className={styles.remark}>{text('evidence.viewer.factsNote')}</p>
    </aside>
  );
}
