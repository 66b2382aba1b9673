import { faultMatrix } from './faultMatrix.ts';

faultMatrix('permset assign');
