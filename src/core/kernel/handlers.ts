import type { z } from 'zod';
import type { Channel, Contract } from '../../shared/kernel/contract';
import type { Result } from '../../shared/kernel/result';
import type { OpenDeps, VaultDeps } from './deps';

type DepsOf<C extends Channel> = C['access'] extends 'open' ? OpenDeps : VaultDeps;
type Outcome<C extends Channel> = Result<z.input<C['output']>, z.input<C['failure']>>;

/** One function per channel of a contract. Input comes parsed; expected failures go back as values. */
export type Handlers<C extends Contract> = {
  readonly [Name in keyof C]: (
    deps: DepsOf<C[Name]>,
    input: z.output<C[Name]['input']>,
  ) => Outcome<C[Name]> | Promise<Outcome<C[Name]>>;
};
