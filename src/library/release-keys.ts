import type { ReleaseKey } from './release-signature.ts';

/** Whose releases this program loads. A key that is no longer used stays, so that old releases can be verified. */
export const RELEASE_KEYS: readonly ReleaseKey[] = [
  { id: 'huzhou-2026', publicKey: 'BPUwhuCtyBiAOl68RGzBSCsrqZJwZiYgNR4BIE5y86g=' },
  { id: 'huzhou-2026-11', publicKey: '+vIrpd1afby73MXbTACz9TkVzpfr0KjGNkM+FJ+Vqg8=' },
  { id: 'huzhou-2026-11b', publicKey: '9wZgoCLS4H0Y4MHhXVtMJywW8VpW0+xaxSv4G+D65hQ=' },
  { id: 'huzhou-2026-11c', publicKey: 'PH6xO2hOpfSN3fcWpVAKJlkDtOGAWRPZGXcFDkVw3HQ=' },
];
