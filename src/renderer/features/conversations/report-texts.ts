import { useMemo } from 'react';
import type {
  ConversationFailure,
  ConversationWarning,
  DateOrderReading,
  ZoneKnowledge,
} from '../../../shared/conversations/report';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';

/** Sentences about a report, in the language of the screen. */
export interface ReportTexts {
  readonly warning: (warning: ConversationWarning) => string;
  readonly failure: (failure: ConversationFailure) => string;
  readonly zone: (zone: ZoneKnowledge) => string;
  /** What speaks for or against one order of day, month and year. */
  readonly proof: (reading: DateOrderReading) => string;
}

export function useReportTexts(): ReportTexts {
  const text = useText();
  const formats = useFormats();
  return useMemo(
    () => ({
      warning: (warning) => warningText(text, formats, warning),
      failure: (failure) => failureText(text, failure),
      zone: (zone) => zoneText(text, formats, zone),
      proof: (reading) => proofText(text, formats, reading),
    }),
    [text, formats],
  );
}

function warningText(text: Text, formats: Formats, warning: ConversationWarning): string {
  switch (warning.kind) {
    case 'dateAmbiguous':
      return text('conversations.warning.dateAmbiguous', {
        orders: formats.list(warning.possible.map((order) => text(`conversations.order.${order}`))),
      });
    case 'likelyTruncated':
      return text('conversations.warning.likelyTruncated', { limit: warning.limit });
    case 'senderUncertain':
      return text('conversations.warning.senderUncertain', { chosen: warning.chosen, other: warning.other });
    case 'encodingAssumed':
      return text('conversations.warning.encodingAssumed', { encoding: warning.encoding });
    case 'extensionMisleads':
      return text('conversations.warning.extensionMisleads', { extension: warning.extension });
    case 'reordered':
      return text('conversations.warning.reordered');
    case 'partsMissing':
      return text('conversations.warning.partsMissing', { names: formats.list(warning.names) });
    case 'severalChats':
      return text('conversations.warning.severalChats', { count: warning.chats.length });
    case 'outOfOrder':
    case 'invalidBytes':
    case 'notSent':
    case 'cellsBeyondColumns':
      return text(`conversations.warning.${warning.kind}`, {
        count: warning.count,
        lines: formats.list(warning.lines.map(String)),
      });
    case 'notInZone':
    case 'twiceInZone':
      return text(`conversations.warning.${warning.kind}`, {
        count: warning.count,
        zone: warning.zone,
        lines: formats.list(warning.lines.map(String)),
      });
    case 'lookalikes':
    case 'attachmentsMissing':
    case 'attachmentsNotBeside':
    case 'mediaOmitted':
    case 'mojibakeRepaired':
    case 'mojibakeSuspected':
    case 'loneSurrogates':
    case 'otherContent':
    case 'richTextOnly':
    case 'inFuture':
    case 'twelveHoursUnmarked':
      return text(`conversations.warning.${warning.kind}`, { count: warning.count });
  }
}

function failureText(text: Text, failure: ConversationFailure): string {
  switch (failure.kind) {
    case 'fileMissing':
      return text('conversations.failure.fileMissing');
    case 'fileUnreadable':
      return text('conversations.failure.fileUnreadable', { code: failure.code });
    case 'fileTooLarge':
      return text('conversations.failure.fileTooLarge', { name: failure.name, limit: failure.limitMb });
    case 'notAConversation':
      return text('conversations.failure.notAConversation', { name: failure.name, found: failure.found });
    case 'jsonBroken':
    case 'xmlBroken':
      return failure.cutOff
        ? text('conversations.failure.cutOff', { name: failure.name })
        : text(`conversations.failure.${failure.kind}`, { name: failure.name });
    case 'csvBroken':
      return text('conversations.failure.csvBroken', { name: failure.name, line: failure.line });
    case 'zipNameUnsafe':
    case 'zipBomb':
      return text(`conversations.failure.${failure.kind}`, { name: failure.name, entry: failure.entry });
    case 'zipTooManyEntries':
      return text('conversations.failure.zipTooManyEntries', { name: failure.name, limit: failure.limit });
    case 'severalChats':
      return text('conversations.failure.severalChats', { count: failure.chats.length });
    case 'chatMissing':
      return text('conversations.failure.chatMissing', { chat: failure.chat });
    case 'readingImpossible':
      return text('conversations.failure.readingImpossible', {
        order: text(`conversations.order.${failure.order}`),
      });
    case 'csvColumns':
      return text('conversations.failure.csvColumns', { name: failure.name });
    case 'notAFile':
    case 'fileEmpty':
    case 'formatUnknown':
    case 'htmlExport':
    case 'notText':
    case 'xmlDoctype':
    case 'mailBroken':
    case 'msgBroken':
    case 'zipBroken':
    case 'zipEncrypted':
    case 'noChatInside':
      return text(`conversations.failure.${failure.kind}`, { name: failure.name });
  }
}

function zoneText(text: Text, formats: Formats, zone: ZoneKnowledge): string {
  if (zone.kind !== 'written') return text(`conversations.zone.${zone.kind}`);
  return text('conversations.zone.written', {
    offsets: formats.list(
      zone.offsets.map(({ offset, messages }) =>
        text('conversations.zone.offset', { offset: offset ?? text('conversations.zone.notSaid'), messages }),
      ),
    ),
  });
}

function proofText(text: Text, formats: Formats, reading: DateOrderReading): string {
  const { contradictedBy, impossibleDates, outOfOrder, contradictingLines } = reading;
  if (contradictedBy === 0) return text('conversations.proof.nothing');
  return text('conversations.proof.against', {
    impossible: impossibleDates,
    outOfOrder,
    lines: formats.list(contradictingLines.map(String)),
  });
}
