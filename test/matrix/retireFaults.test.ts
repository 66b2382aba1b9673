import { faultMatrix } from './faultMatrix.ts';

faultMatrix('retire');
