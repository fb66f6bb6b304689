import { z } from 'zod';
import { civilDateSchema } from '../kernel/time';

/**
 * How a decision was notified. `handed`: delivery or refusal. `registered`: with acknowledgment of receipt; the date is
 * that of presentation. `post`: registered or ordinary mail; the date is that of handing to the post. `other`: fax or
 * another authorised means; the date is that of sending.
 */
export const notificationChannels = ['handed', 'registered', 'post', 'other'] as const;
export const notificationChannelSchema = z.enum(notificationChannels);
export type NotificationChannel = (typeof notificationChannels)[number];

/** What a settled deadline came to. */
export const settlementOutcomes = ['done', 'notNeeded'] as const;
export const settlementOutcomeSchema = z.enum(settlementOutcomes);
export type SettlementOutcome = (typeof settlementOutcomes)[number];

/** A date that belongs to a deadline besides the one to keep. */
export const deadlinePointSchema = z.strictObject({
  kind: z.enum(['opens', 'target', 'grace']),
  date: civilDateSchema,
});
export type DeadlinePoint = z.infer<typeof deadlinePointSchema>;
