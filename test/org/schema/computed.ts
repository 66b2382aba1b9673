import type { Field, SObject } from '../org.ts';

// Computed text needs the collation that stored text columns have.
const fullName = `(trim(coalesce({t}."FirstName" || ' ', '') || {t}."LastName") COLLATE NOCASE)`;
const scoreBand = `((CASE WHEN {t}."Score__c" >= 50 THEN 'High' ELSE 'Low' END) COLLATE NOCASE)`;

/** SQL of the columns that Salesforce computes; {t} is the alias of the row, org_now() the org's clock. */
const columns: Readonly<Record<string, string>> = {
  'User.Name': fullName,
  'Contact.Name': fullName,
  'Lead.Name': fullName,
  'Individual.Name': fullName,
  // facts 1.5: a user license seat counts for active users only
  'UserLicense.UsedLicenses': `(SELECT count(*) FROM "Profile" p JOIN "User" u ON u."ProfileId" = p."Id"
    WHERE p."UserLicenseId" = {t}."Id" AND u."IsActive" = 1)`,
  // facts 1.5: seats of deactivated users stop counting
  'PermissionSetLicense.UsedLicenses': `(SELECT count(*) FROM "PermissionSetLicenseAssign" a
    JOIN "User" u ON u."Id" = a."AssigneeId" WHERE a."PermissionSetLicenseId" = {t}."Id" AND u."IsActive" = 1)`,
  // facts 3.5: read-only; false once ExpirationDate has passed [inference]
  'PermissionSetAssignment.IsActive': `({t}."ExpirationDate" IS NULL OR {t}."ExpirationDate" > org_now())`,
  'Opportunity.IsClosed': `(coalesce({t}."StageName", '') IN ('Closed Won', 'Closed Lost'))`,
  'Opportunity.IsWon': `(coalesce({t}."StageName", '') = 'Closed Won')`,
  'Case.IsClosed': `(coalesce({t}."Status", '') = 'Closed')`,
  'Task.IsClosed': `(coalesce({t}."Status", '') = 'Completed')`,
  'Account.Score_Band__c': scoreBand,
  'Contact.Score_Band__c': scoreBand,
  'Invoice__c.Gross__c': `({t}."Amount__c" * (1 + coalesce({t}."Tax_Rate__c", 0) / 100.0))`,
};

const parts = ['City', 'Country', 'GeocodeAccuracy', 'Latitude', 'Longitude', 'PostalCode', 'State', 'Street'];

/** The SQL of a computed column, undefined for a stored one. A compound address is a JSON object, null when all empty. */
export function computedSql(object: SObject, field: Field): string | undefined {
  if (field.type === 'address') return addressSql(object, field);
  return columns[`${object.name}.${field.name}`];
}

function addressSql(object: SObject, field: Field): string {
  const stem = field.name.replace(/Address$/, '');
  const present = parts.filter((part) => object.fields.some((other) => other.name === stem + part));
  if (present.length === 0) return 'NULL';
  const column = (part: string): string => `{t}."${stem}${part}"`;
  const pairs = present.map((part) => `'${part.charAt(0).toLowerCase()}${part.slice(1)}', ${column(part)}`);
  const empty = present.map((part) => `${column(part)} IS NULL`).join(' AND ');
  return `(CASE WHEN ${empty} THEN NULL ELSE json_object(${pairs.join(', ')}) END)`;
}
