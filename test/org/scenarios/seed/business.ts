import type { Org } from '../../org.ts';
import type { People } from './people.ts';

/** A dozen accounts with contacts, opportunities, leads and cases, owned by the two sales people in turn. */
export const plantBusiness = (org: Org, people: People, by: string): void => {
  const owners = [people['sales.one'], people['sales.two'] ?? people['sales.one']];
  const put = (object: string, row: Record<string, string | number | null>, index: number): string =>
    org.store.insert(object, { OwnerId: owners[index % 2] ?? by, ...row }, by);
  for (let index = 0; index < 12; index++) {
    const number = String(index + 1).padStart(2, '0');
    const account = put(
      'Account',
      { Name: `Customer ${number}`, Industry: index % 3 === 0 ? 'Banking' : 'Energy' },
      index,
    );
    put(
      'Contact',
      { FirstName: 'Contact', LastName: number, AccountId: account, Email: `contact${number}@example.org` },
      index,
    );
    if (index % 2 === 0) {
      const close = org.now().toISOString().slice(0, 10);
      put(
        'Opportunity',
        {
          Name: `Deal ${number}`,
          AccountId: account,
          StageName: 'Prospecting',
          CloseDate: close,
          Amount: 1000 * (index + 1),
        },
        index,
      );
    }
    if (index % 4 === 0) {
      put('Lead', { LastName: `Lead ${number}`, Company: `Prospect ${number}`, Status: 'Open - Not Contacted' }, index);
      put(
        'Case',
        {
          Subject: `Question ${number}`,
          AccountId: account,
          Status: 'New',
          Origin: 'Email',
          CaseNumber: `000010${number}`,
        },
        index,
      );
    }
  }
  const product = org.store.insert('Product2', { Name: 'Widget', ProductCode: 'W-1', IsActive: 1 }, by);
  const pricebook = org.store.insert('Pricebook2', { Name: 'Standard Price Book', IsActive: 1, IsStandard: 1 }, by);
  org.store.insert('PricebookEntry', { Pricebook2Id: pricebook, Product2Id: product, UnitPrice: 9.5, IsActive: 1 }, by);
};
