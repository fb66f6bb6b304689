import { ownerOfPhone } from '../../../shared/conversations/signal';
import type { Text } from '../../lib/text';

/** A sender as the export writes her; some exports give the owner of the telephone no name. */
export function writeSender(text: Text, sender: string): string {
  return sender === ownerOfPhone ? text('conversations.owner') : sender;
}
