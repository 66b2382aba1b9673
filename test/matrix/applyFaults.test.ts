import { faultMatrix } from './faultMatrix.ts';

faultMatrix('apply');
