/** All that the practice server knows where no drill takes some away. */
export const PRACTICE_SCOPES = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'admin.api',
  'application.all',
  'dcr.register',
] as const;
