export const AUDIT_PATH = '/console/audit';
