import { NotSimulated, type Rule } from '../org.ts';
import { refuseDuplicate } from './duplicateValue.ts';
import { writableParent } from './parentSet.ts';

const parent: Rule = {
  on: 'PermissionSetTabSetting',
  source: 'facts 3.4: child of a permission set',
  beforeInsert: (session, row) => {
    writableParent(session, row.ParentId);
  },
  beforeUpdate: (session, before) => {
    writableParent(session, before.ParentId);
  },
  beforeDelete: (session, row) => {
    writableParent(session, row.ParentId);
  },
};

const name: Rule = {
  on: 'PermissionSetTabSetting',
  source: 'facts 3.4: Name is standard-Lead, X__c or the API name of a tab',
  beforeInsert: ({ org }, row) => {
    const tab = String(row.Name);
    if (org.schema.object(tab.replace(/^standard-/, '')) && (tab.startsWith('standard-') || tab.endsWith('__c')))
      return;
    throw new NotSimulated(`the tab ${tab}`);
  },
};

const unique: Rule = {
  on: 'PermissionSetTabSetting',
  source: 'facts 3.4, 1.4: one row for a tab in a set, generic text of DUPLICATE_VALUE',
  beforeInsert: (session, row) => {
    refuseDuplicate(session, 'PermissionSetTabSetting', row, ['ParentId', 'Name']);
  },
};

export const permissionSetTabSettingRules: readonly Rule[] = [parent, name, unique];
