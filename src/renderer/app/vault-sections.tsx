import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { VaultSection } from '../lib/navigation';

/**
 * The tabs of the vault's screen. They stand apart from the other screens because that screen shows them, and a file that
 * names both would go round in a circle.
 */
export const vaultSectionScreens: {
  readonly [Section in VaultSection]?: LazyExoticComponent<ComponentType>;
} = {
  members: lazy(async () => ({
    default: (await import('../features/vault/members-section')).MembersSection,
  })),
  recovery: lazy(async () => ({
    default: (await import('../features/recovery/recovery-section')).RecoverySection,
  })),
  backups: lazy(async () => ({
    default: (await import('../features/backups/backups-section')).BackupsSection,
  })),
  packages: lazy(async () => ({
    default: (await import('../features/packages/packages-section')).PackagesSection,
  })),
  packs: lazy(async () => ({ default: (await import('../features/packs/packs-section')).PacksSection })),
  templates: lazy(async () => ({
    default: (await import('../features/templates/templates-section')).TemplatesSection,
  })),
  retention: lazy(async () => ({
    default: (await import('../features/retention/retention-section')).RetentionSection,
  })),
  travel: lazy(async () => ({
    default: (await import('../features/travel/travel-section')).TravelSection,
  })),
  integrity: lazy(async () => ({
    default: (await import('../features/vault/integrity-section')).IntegritySection,
  })),
  laptop: lazy(async () => ({
    default: (await import('../features/laptop/laptop-section')).LaptopSection,
  })),
  log: lazy(async () => ({ default: (await import('../features/audit/log-section')).LogSection })),
};
