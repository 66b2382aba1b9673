import { parseObject, type ParsedObject } from './parse.ts';

const audit = `IsDeleted boolean FGSD "Deleted"
Name string(80) FGSANCUIM "Name"
OwnerId reference FGSACUD "Owner ID" -> Group,User as Owner
CreatedDate datetime FSAD "Created Date"
CreatedById reference FGSAD "Created By ID" -> User as CreatedBy
LastModifiedDate datetime FSAD "Last Modified Date"
LastModifiedById reference FGSAD "Last Modified By ID" -> User as LastModifiedBy
SystemModstamp datetime FSAD "System Modstamp"`;

/** Wide__c and Wide2__c to Wide5__c: custom objects with 400 text fields each that take field-level security. */
export function wideObjects(): ParsedObject[] {
  return ['Wide', 'Wide2', 'Wide3', 'Wide4', 'Wide5'].map((name, index) => {
    const fields = Array.from({ length: 400 }, (_, field) => {
      const number = String(field + 1).padStart(3, '0');
      return `Field_${number}__c string(255) FGSANCUP "Field ${number}"`;
    });
    return parseObject(
      [
        `object ${name}__c a0${String(index + 2)} CUDQP "${name}" "${name}s"`,
        'Id id FGSADI "Record ID"',
        audit,
        ...fields,
      ].join('\n'),
    );
  });
}
