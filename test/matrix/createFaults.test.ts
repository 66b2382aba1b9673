import { faultMatrix } from './faultMatrix.ts';

faultMatrix('create');
