import {
  filingKinds,
  filingLanguages,
  filingTitle,
  languagesOf,
  type FilingKind,
} from '../../src/shared/filings/kinds';
import type { Language } from '../../src/shared/kernel/languages';
import { buildTemplate, type Block, type TemplateLanguage } from './building-blocks';
import { f1 } from './f1';
import { f10 } from './f10';
import { f11 } from './f11';
import { f12 } from './f12';
import { f13 } from './f13';
import { f14 } from './f14';
import { f15 } from './f15';
import { f16 } from './f16';
import { f17 } from './f17';
import { f20 } from './f20';
import { f21 } from './f21';
import { f22 } from './f22';
import { f2 } from './f2';
import { f3 } from './f3';
import { f4 } from './f4';
import { f5 } from './f5';
import { f6 } from './f6';
import { f7 } from './f7';
import { f8 } from './f8';
import { f9 } from './f9';
import { l1 } from './l1';
import { f18, f19 } from './petition';

/** The templates of each filing that can be made (`src/shared/filings/registry.ts`). */
const templates: Readonly<Partial<Record<FilingKind, (language: TemplateLanguage) => Block[]>>> = {
  F1: f1,
  F2: f2,
  F3: f3,
  F4: f4,
  F5: f5,
  F6: f6,
  F7: f7,
  F8: f8,
  F9: f9,
  F10: f10,
  F11: f11,
  F12: f12,
  F13: f13,
  F14: f14,
  F15: f15,
  F16: f16,
  F17: f17,
  F18: f18,
  F19: f19,
  F20: f20,
  F21: f21,
  F22: f22,
};

/** Letters of ours, which exist in more languages than those of the authorities. */
const letters: Readonly<Partial<Record<FilingKind, (language: Language) => Block[]>>> = { L1: l1 };

/** Every shipped template by its path below `resources/templates/`, e.g. `be-thb/F7.fr.docx`. */
export async function buildTemplates(): Promise<ReadonlyMap<string, Buffer>> {
  const built = new Map<string, Buffer>();
  const build = async (kind: FilingKind, language: Language, blocks: readonly Block[]): Promise<void> => {
    const template = await buildTemplate({ language, title: filingTitle(kind, language), blocks });
    built.set(`be-thb/${kind}.${language}.docx`, template);
  };
  for (const kind of filingKinds) {
    const blocks = templates[kind];
    if (blocks !== undefined)
      for (const language of filingLanguages) await build(kind, language, blocks(language));
    const letter = letters[kind];
    if (letter !== undefined)
      for (const language of languagesOf(kind)) await build(kind, language, letter(language));
  }
  return built;
}
