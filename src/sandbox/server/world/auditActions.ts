/**
 * The actions that the audit log tells apart. Postman's definition names those of its own example; the ones that end a
 * key's life are invented here, as Postman documents none: a client has to find them by asking.
 */
export const auditActions = {
  'user.mfa_enabled': '2FA Enabled',
  'user.mfa_reset': '2FA Reset',
  'user.login_password_success': 'Signed In',
  'user.apikey_activate': 'Activated API Key',
  'user.apikey_regenerate': 'Regenerated API Key',
  'user.apikey_revoke': 'Revoked API Key',
  'team.scimkey_activate': 'Activated SCIM Key',
  'team.add_member': 'Added Member',
  'team.remove_member': 'Removed Member',
  'team.add_group_member': 'Added Group Member',
  'team.add_domain': 'Added Domain',
  'team.custom_token.create': 'Added Custom Alert',
  'collection.access_key_create': 'Created Collection Access Key',
  'collection.access_key_revoke': 'Revoked Collection Access Key',
} as const;

export type AuditAction = keyof typeof auditActions;
